using Isotherm.Demo.Driving;

namespace Isotherm.Demo.Chain;

/// <summary>A cluster as the contract's events told it.</summary>
internal sealed class Registered(long id, string owner, int classId, string name)
{
    public long Id => id;

    public string Owner => owner;

    public int ClassId => classId;

    public string Name => name;

    /// <summary>The name without its number.</summary>
    public string Prefix { get; } = name.LastIndexOf('-') is > 0 and var dash ? name[..dash] : name;

    public List<NodeView> Nodes { get; } = [];

    public bool IsLiquidated { get; set; }
}
