using Isotherm.Domain;

namespace Isotherm.Storage.Encoding;

/// <summary>The kinds of fact that are indexed by kind.</summary>
internal static class RareFacts
{
    private static readonly Dictionary<Type, FactTag> Tags = new()
    {
        [typeof(Fact.ThresholdsSet)] = FactTag.ThresholdsSet,
        [typeof(Fact.GracePeriodSet)] = FactTag.GracePeriodSet,
        [typeof(Fact.ChangeScheduled)] = FactTag.ChangeScheduled,
        [typeof(Fact.ChangeApplied)] = FactTag.ChangeApplied,
        [typeof(Fact.ChangeCancelled)] = FactTag.ChangeCancelled,
        [typeof(Fact.Liquidated)] = FactTag.Liquidated,
    };

    /// <summary>The tag of a rare kind; null for a common one.</summary>
    public static FactTag? TagOf(Type kind) => Tags.TryGetValue(kind, out var tag) ? tag : null;
}
