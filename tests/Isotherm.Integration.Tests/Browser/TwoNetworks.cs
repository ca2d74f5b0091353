using System.Text.Json.Nodes;
using Isotherm.Demo;
using Isotherm.Testing;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>
/// One node and one server with two networks, which differ by their manifests alone: neither asks a view;
/// <see cref="Strict"/> has thresholds of its own, which make every cluster red, and no gas. Nobody acts; blocks go on.
/// </summary>
public sealed class TwoNetworks : IAsyncLifetime
{
    public const string Plain = "plain";
    public const string PlainName = "Plain network";
    public const string Strict = "strict";
    public const string StrictName = "Strict network";

    private const int BlockSeconds = 1;
    private const int Clusters = 25;
    private const ulong Seed = 3;

    private AnvilProcess? _anvil;
    private DemoChain? _chain;
    private PageServer? _server;
    private Chromium? _chromium;

    internal PageServer Server => _server!;

    internal Chromium Chromium => _chromium!;

    public async ValueTask InitializeAsync()
    {
        var chromium = Chromium.StartAsync();
        try
        {
            // The deployment's blocks are a second apart: so they end at the present.
            var genesis = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60 - (Clusters / 5);
            _anvil = await AnvilProcess.StartAsync(
                "--accounts", "40", "--balance", "1000000000", "--gas-limit", "30000000", "--timestamp", $"{genesis}",
                "--block-base-fee-per-gas", "20000000000", "--max-persisted-states", "64");
            _chain = await DemoChain.DeployAsync(_anvil.Url, Seed, Clusters, BlockSeconds, TimeProvider.System, CancellationToken.None);
            await _chain.Node.TellAsync("evm_setIntervalMining", [BlockSeconds], CancellationToken.None);
            var manifest = _chain.Manifest(BlockSeconds);
            _server = await PageServer.StartAsync([PlainOf(manifest), StrictOf(manifest)], CancellationToken.None);
        }
        finally
        {
            _chromium = await chromium;
        }
    }

    /// <summary>Opens the page; the link may carry settings of the page's URL.</summary>
    internal Task<MapPage> OpenAsync(int width, int height, string link = "/", ColorScheme theme = ColorScheme.Dark) =>
        Chromium.OpenAsync(new Uri(Server.Address, link), new() { Width = width, Height = height }, theme);

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _chain?.Dispose();
        if (_anvil is not null)
            await _anvil.DisposeAsync();
    }

    private static string PlainOf(string manifest) => Named(manifest, Plain, PlainName).ToJsonString();

    private static string StrictOf(string manifest)
    {
        var strict = Named(manifest, Strict, StrictName);
        strict["thresholds"] = new JsonObject { ["warning"] = "9", ["critical"] = "8" };
        strict["gas"] = "none";
        strict["feeds"]!.AsObject().Remove("native");
        var events = strict["events"]!.AsArray();
        events.Remove(events.Single(e => e!["signature"]!.GetValue<string>().StartsWith("event ThresholdsSet(", StringComparison.Ordinal)));
        return strict.ToJsonString();
    }

    // Nobody sets the price anew: it stays good for as long as the tests last. The contract's own views call it stale after a minute,
    // so there is no self-audit; a test can put words into its mouth.
    private static JsonObject Named(string manifest, string id, string name)
    {
        var named = JsonNode.Parse(manifest)!.AsObject();
        (named["id"], named["name"], named["maxAge"]) = (id, name, 86_400);
        named.Remove("views");
        return named;
    }
}
