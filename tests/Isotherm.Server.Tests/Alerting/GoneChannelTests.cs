using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class GoneChannelTests
{
    [Fact]
    public async Task An_endpoint_that_is_gone_is_not_asked_again_until_its_owner_turns_it_on()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.AddRuleAsync();
        alerted.Receiver.Manner = HookManner.IsGone;
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));

        // One was below critical before.
        await alerted.DeliveriesAsync(static rows => rows.Count == 2 && rows.All(static row => (string)row!["state"]! == "dead"));
        var asked = alerted.Receiver.Calls.Length;
        await alerted.Server.MineAsync(World.Collateral(1, 40_000 * World.Token));
        await alerted.DeliveriesAsync(static rows => rows.Count == 3 && rows.All(static row => (string)row!["state"]! == "dead"));

        Assert.Equal(asked, alerted.Receiver.Calls.Length);
        var row = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/channels"))["channels"]!.AsArray().Single()!;
        Assert.Contains("gone", (string)row["trouble"]!, StringComparison.Ordinal);

        alerted.Receiver.Manner = HookManner.Takes;
        var channel = row["channel"]!.DeepClone().AsObject();
        channel.Remove("id");
        channel["enabled"] = true;
        await alerted.Owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/channels/{alerted.Channel}", channel);
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));
        Assert.NotEmpty(await alerted.ToldAsync(1));
    }
}
