using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Streaming;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Auditing;

/// <summary>A server whose network has views, with the contract behind them.</summary>
internal sealed class AuditedServer : IAsyncDisposable
{
    private AuditedServer(LiveServer server, FakeAuditor contract) => (Server, Contract) = (server, contract);

    public LiveServer Server { get; }

    public FakeAuditor Contract { get; }

    public static async Task<AuditedServer> StartAsync(FakeChain? chain = null, string? directory = null, string id = "demo", Action<FakeAuditor>? prepare = null)
    {
        var contract = new FakeAuditor();
        prepare?.Invoke(contract);
        var server = await LiveServer.StartAsync(
            chain, directory, define: network => network with { Rules = World.Rules(id), OpenAuditor = () => contract });
        contract.Server = server;
        return new AuditedServer(server, contract);
    }

    /// <summary>Mines, and waits until that block was published and audited.</summary>
    public async Task<Published> AuditedAsync(params Fact[] facts)
    {
        var published = await Server.MineAsync(facts);
        await UntilAuditedAsync(published.Picture.Block);
        return published;
    }

    public Task UntilAuditedAsync(BlockRef block) => Server.AdvanceUntilAsync(() => Server.Network.Audit!.Report.Block?.Ref == block);

    public async Task<JsonNode> AuditAsync() => (await Server.GetAsync("/api/v1/networks/demo/audit"))["audit"]!;

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
