using System.Net;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Browser;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>
/// The server on a disk of its own (a tmpfs in the server's mount namespace) that is full, fills up, or is read-only; and on a
/// journal whose pages were damaged. One sentence, no wrong picture, no flood of stack traces.
/// </summary>
public sealed class DiskTests
{
    private const int Refused = 2;
    private const int SaidSeconds = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_fills_up_is_said_in_one_sentence_and_recording_goes_on_when_there_is_room()
    {
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        using DataDirectory data = new();
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path, mount: Tmpfs(data.Path, "size=4m"));
        string before = (await node.HeadAsync(Ct)).Hash;
        await server.HealthyAtAsync(before, Ct);
        string filler = Path.Combine(server.Root + Path.Combine(data.Path, "journals"), "filler");

        Assert.True(Fill(filler) > 0);
        string head = before;
        for (int i = 0; i < 5; i++)
            head = await network.AnswerAsync(SmallNetwork.Usd(8) + i, Ct);
        string problem = await server.ProblemAsync("is full", Ct);
        Fill(filler + "-again"); // what the failed transactions gave back

        Assert.StartsWith("The disk of the data directory '", problem, StringComparison.Ordinal);
        string shown = (await server.HeatmapAsync(Ct)).GetProperty("block").GetProperty("hash").GetString()!;
        Assert.NotEqual(head, shown);
        await server.FailedTimesAsync(3, Ct);
        Assert.Equal(shown, (await server.HeatmapAsync(Ct)).GetProperty("block").GetProperty("hash").GetString());
        File.Delete(filler);
        File.Delete(filler + "-again");
        await server.HealthyAtAsync(head, Ct);
        Assert.Equal(SmallNetwork.Clusters, (await server.HeatmapAsync(Ct)).GetProperty("clusters").GetArrayLength());
        Assert.DoesNotContain(data.Path, problem, StringComparison.Ordinal); // the log names the whole path, viewers the journal
        // Once an outage, however often it is tried: room for a block more, that a failed transaction gave back, ends an outage.
        string end = problem[problem.IndexOf("' is full", StringComparison.Ordinal)..];
        await Eventually.HoldsAsync("each outage to be said once", () => Task.FromResult(OncePerOutage(server.Said, end) ? null : server.Said), SaidSeconds, Ct);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_start_is_refused_in_one_sentence()
    {
        using DataDirectory data = new();
        await using ServerProcess server = ServerProcess.Start(ReferenceManifest.Offline, data.Path, mount: Tmpfs(data.Path, "size=16k"));
        await IsRefusedAsync(server, "The disk of the data directory '", "is full");
    }

    [Fact]
    public async Task A_read_only_disk_is_refused_in_one_sentence()
    {
        using DataDirectory data = new();
        await using ServerProcess server = ServerProcess.Start(ReferenceManifest.Offline, data.Path, mount: Tmpfs(data.Path, "ro,size=1m"));
        await IsRefusedAsync(server, "The data directory '", "can't be written", "read-only", "Read-only");
    }

    [Fact]
    public async Task A_damaged_journal_gives_no_picture_but_a_sentence_that_says_what_to_do()
    {
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        using DataDirectory data = new();
        string manifest = network.Contracts.ManifestText();
        await using (ServerProcess server = ServerProcess.Start(manifest, data.Path))
            await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
        Damage(Path.Combine(data.Path, "journals", "demo", "journal.db-wal"), Path.Combine(data.Path, "journals", "demo", "journal.db"));

        await using ServerProcess again = ServerProcess.Start(manifest, data.Path);
        if (await again.EndsWithinAsync(TimeSpan.FromSeconds(5), Ct))
        {
            await IsRefusedAsync(again, "restore a backup of the directory, or delete the directory to read the chain again");
            return;
        }

        string problem = await again.ProblemAsync("is damaged (", Ct);
        Assert.EndsWith("restore a backup of the directory, or delete the directory to read the chain again.", problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await again.StatusOfAsync("/api/v1/networks/demo/heatmap", Ct));
        Assert.DoesNotContain("   at ", again.Said, StringComparison.Ordinal);
    }

    // A kill leaves the blocks in the log: every frame's page is damaged, or, where there is no log, every page of the file.
    private static void Damage(string log, string file)
    {
        const int Page = 4_096;
        string damaged = File.Exists(log) && new FileInfo(log).Length > 0 ? log : file;
        byte[] bytes = File.ReadAllBytes(damaged);
        for (int at = (3 * Page) / 2; at < bytes.Length; at += Page)
            bytes[at] ^= 0x55;
        File.WriteAllBytes(damaged, bytes);
    }

    private static string Tmpfs(string data, string options) =>
        $"mkdir -p '{data}/journals' && mount -t tmpfs -o {options} tmpfs '{data}/journals'";

    private static bool OncePerOutage(string said, string sentence) =>
        Count(said, sentence) is var times and > 0 && times == Count(said, "follows again, at block");

    // Gives how much it took.
    private static long Fill(string path)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4_096];
        try
        {
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            return file.Length; // full: what was asked for
        }
    }

    private static async Task IsRefusedAsync(ServerProcess server, string start, params string[] anyOf)
    {
        Assert.Equal(Refused, await server.EndAsync(Ct));
        string line = Assert.Single(server.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains(start, line, StringComparison.Ordinal);
        Assert.True(anyOf.Length == 0 || anyOf.Any(word => line.Contains(word, StringComparison.Ordinal)), line);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
