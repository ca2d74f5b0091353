namespace Isotherm.Integration.Tests.Browser;

/// <summary>Tests that share one live demo, one after the other and after all that run in parallel: a starved machine is a late one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LiveDemoCollection : ICollectionFixture<LiveDemo>
{
    public const string Name = "live demo";
}
