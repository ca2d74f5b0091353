using System.Numerics;

namespace Isotherm.Demo.Driving;

/// <summary>What the driver saw of the chain at one block.</summary>
/// <param name="Head">The block.</param>
/// <param name="Tick">The world's clock of the block that is planned: the one after <paramref name="Head"/>.</param>
/// <param name="TokenPrice">The token feed's last answer, USD × 10^8.</param>
/// <param name="TokenUpdatedAt">Its time, Unix seconds.</param>
/// <param name="NativePrice">The native feed's last answer, USD × 10^8.</param>
/// <param name="NativeUpdatedAt">Its time, Unix seconds.</param>
/// <param name="CriticalBps">The critical threshold in force.</param>
/// <param name="Clusters">Those alive, by id.</param>
/// <param name="Classes">All GPU classes, by id.</param>
/// <param name="Changes">Announced changes, neither applied nor cancelled.</param>
/// <param name="LastAnnouncedTick">The clock at the last announcement; negative when there was none.</param>
/// <param name="NamesTaken">How many clusters bear each name prefix.</param>
internal sealed record WorldView(
    HeadBlock Head,
    long Tick,
    BigInteger TokenPrice,
    long TokenUpdatedAt,
    BigInteger NativePrice,
    long NativeUpdatedAt,
    int CriticalBps,
    IReadOnlyList<ClusterView> Clusters,
    IReadOnlyList<ClassView> Classes,
    IReadOnlyList<ChangeView> Changes,
    long LastAnnouncedTick,
    IReadOnlyDictionary<string, int> NamesTaken);
