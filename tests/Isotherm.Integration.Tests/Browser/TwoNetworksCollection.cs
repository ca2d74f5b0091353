namespace Isotherm.Integration.Tests.Browser;

/// <summary>Tests that share one server with two networks, one after the other: a starved machine is a late one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TwoNetworksCollection : ICollectionFixture<TwoNetworks>
{
    public const string Name = "two networks";
}
