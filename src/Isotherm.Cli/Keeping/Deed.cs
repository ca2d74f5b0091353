using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>One thing to do; two of them are the same when they do the same to the same cluster.</summary>
/// <param name="Kind">What.</param>
/// <param name="Cluster">To which cluster; null where it concerns the whole contract.</param>
internal readonly record struct Deed(ActKind Kind, ClusterId? Cluster)
{
    /// <summary>For people and programs: <c>liquidate 17</c>, <c>touchPrice</c>.</summary>
    public override string ToString() => Cluster is { } cluster ? $"{Word} {cluster}" : Word;

    /// <summary>The manifest's name of the action.</summary>
    public string Word => Kind switch
    {
        ActKind.Flag => "flag",
        ActKind.Cure => "cure",
        ActKind.Liquidate => "liquidate",
        _ => "touchPrice",
    };
}
