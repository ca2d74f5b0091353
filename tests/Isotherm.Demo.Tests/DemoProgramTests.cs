using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Testing;

namespace Isotherm.Demo.Tests;

public sealed class DemoProgramTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_goes_away_is_waited_for_with_one_message_and_driving_goes_on_when_it_is_back()
    {
        using var folder = new TemporaryFolder();
        var port = AnvilProcess.FreePort();
        var options = new DemoOptions(new Uri($"http://127.0.0.1:{port}"), folder.Path, 11, 25, 1);
        await using var log = new LineLog();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var first = await AnvilProcess.StartAsync("--port", $"{port}", "--accounts", "40");
        var program = new DemoProgram(options, TimeProvider.System, log);
        using var chain = await program.PrepareAsync(leave.Token);
        var driving = program.DriveAsync(chain, leave.Token);
        await log.WaitForAsync("gwei", Stop);
        await first.DisposeAsync();
        await Task.WhenAny(log.WaitForAsync("waiting for it", Stop), driving).Unwrap();
        // With another genesis time the node would keep two blocks 0, and answer with either.
        await using var second = await AnvilProcess.StartAsync(
            "--port", $"{port}", "--accounts", "40", "--load-state", options.DumpPath, "--timestamp", $"{chain.Network.GenesisTime}");
        await Task.WhenAny(log.WaitForAsync("the chain is back", Stop), driving).Unwrap();
        await log.WaitForAsync("gwei", Stop);
        await leave.CancelAsync();
        await driving;
        Assert.Single(log.Lines, l => l.Contains("waiting for it", StringComparison.Ordinal));
        Assert.Contains("the chain is saved", log.Lines);
    }

    [Fact]
    public async Task A_clock_that_a_reorganisation_left_behind_is_brought_to_the_present()
    {
        using var folder = new TemporaryFolder();
        // The blocks of the deployment are a second apart: so they end before the present.
        await using var anvil = await AnvilProcess.StartAsync(
            "--accounts", "40", "--timestamp", $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120}");
        await using var log = new LineLog();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var program = new DemoProgram(new DemoOptions(anvil.Url, folder.Path, 11, 25, 1), TimeProvider.System, log);
        using var chain = await program.PrepareAsync(leave.Token);
        var driving = program.DriveAsync(chain, leave.Token);
        await Task.WhenAny(log.WaitForAsync("gwei", Stop), driving).Unwrap();
        var start = (await chain.Node.HeadAsync(Stop)).Number;
        await UntilAsync(head => head.Number >= start + 5, chain, driving);
        await chain.Node.TellAsync("anvil_reorg", [5, Array.Empty<object>()], Stop);
        await Task.WhenAny(log.WaitForAsync("s behind", Stop), driving).Unwrap();
        var corrected = (await chain.Node.HeadAsync(Stop)).Number;
        await UntilAsync(head => head.Number > corrected && Age(head) <= 1, chain, driving);
        await leave.CancelAsync();
        await driving;
        Assert.Contains("the chain is saved", log.Lines);
    }

    [Fact]
    public async Task A_second_start_goes_on_with_the_network_it_finds_and_another_chain_gets_a_new_one()
    {
        using var folder = new TemporaryFolder();
        await using var anvil = await AnvilProcess.StartAsync("--accounts", "40");
        await using var other = await AnvilProcess.StartAsync("--accounts", "40", "--timestamp", "1700000000");
        await using var log = new LineLog();
        var options = new DemoOptions(anvil.Url, folder.Path, 11, 25, 2);
        using var first = await new DemoProgram(options, TimeProvider.System, log).PrepareAsync(Stop);
        using var second = await new DemoProgram(options with { Seed = 12 }, TimeProvider.System, log).PrepareAsync(Stop);
        using var third = await new DemoProgram(options with { Chain = other.Url }, TimeProvider.System, log).PrepareAsync(Stop);
        Assert.Equal(first.Network.Settlement, second.Network.Settlement);
        Assert.Equal(11UL, second.Network.Seed);
        Assert.NotEqual(first.Network.Genesis, third.Network.Genesis);
        Assert.True(new FileInfo(options.DumpPath).Length > 100_000);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_named_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        await using var anvil = await AnvilProcess.StartAsync("--accounts", "40");
        await using var log = new LineLog();
        var options = new DemoOptions(anvil.Url, folder.Path, 11, 25, 2);
        await File.WriteAllTextAsync(options.NetworkPath, "{ \"Genesis\": ", Stop);
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => new DemoProgram(options, TimeProvider.System, log).PrepareAsync(Stop));
        Assert.Contains(options.NetworkPath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_accounts_are_refused_with_what_to_do()
    {
        await using var anvil = await AnvilProcess.StartAsync("--accounts", "5");
        var refusal = await Assert.ThrowsAsync<NodeException>(() => DemoChain.DeployAsync(anvil.Url, 1, 25, 2, TimeProvider.System, Stop));
        Assert.Contains("--accounts 40", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_the_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "chain.json");
        await SafeFile.WriteAsync(path, "whole"u8.ToArray(), Stop);
        await Assert.ThrowsAsync<IOException>(() => SafeFile.WriteAsync(path, async (stream, token) =>
        {
            await stream.WriteAsync("ha"u8.ToArray(), token);
            throw new IOException("the disk is full");
        }, Stop));
        Assert.Equal("whole", await File.ReadAllTextAsync(path, Stop));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static long Age(HeadBlock head) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - head.Timestamp;

    private static async Task UntilAsync(Func<HeadBlock, bool> holds, DemoChain chain, Task driving)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!holds(await chain.Node.HeadAsync(limit.Token)))
        {
            Assert.False(driving.IsFaulted, driving.Exception?.Message);
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
