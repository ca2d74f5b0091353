namespace Isotherm.Integration.Tests.Surfaces;

/// <summary>Runs by itself: a starved machine is a late one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneTruthCollection
{
    public const string Name = "one truth";
}
