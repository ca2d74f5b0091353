using System.Text.Json.Nodes;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Checking;

public sealed class CheckTests
{
    [Fact]
    public async Task A_good_manifest_is_one_line_and_exit_code_0()
    {
        using var folder = new Folder();
        var file = folder.Write("a.json", Folder.Filled);

        var ran = await Ran.Async("manifest", "check", file);

        Assert.Equal((ExitCode.Ok, $"{file}: ok: 'demo', 2 contracts, 21 events\n", ""), (ran.Code, ran.Output, ran.Error));
    }

    [Fact]
    public async Task The_committed_template_is_not_filled_yet()
    {
        var file = RepositoryRoot.Combine("networks", "reference.json");

        var ran = await Ran.Async("manifest", "check", file);

        Assert.Equal(ExitCode.Problems, ran.Code);
        Assert.Equal(4, ran.Lines.Length);
        Assert.All(ran.Lines, line => Assert.Contains("not filled yet", line, StringComparison.Ordinal));
        Assert.Equal($"{file}:17: /contracts/settlement/address: not filled yet: found the zero address; expected a contract's address", ran.Lines[0]);
    }

    [Fact]
    public async Task Every_problem_is_a_line_with_file_line_and_pointer()
    {
        using var folder = new Folder();
        var text = Folder.Filled
            .Replace("\"maxAge\": 60", "\"maxAge\": \"60\"", StringComparison.Ordinal)
            .Replace("\"effect\": \"queue.leave\"", "\"effect\": \"queue.\\u001b[31mflee\"", StringComparison.Ordinal);
        var file = folder.Write("a.json", text);
        var line = 1 + text[..text.IndexOf("flee", StringComparison.Ordinal)].Count(c => c == '\n');

        var ran = await Ran.Async("manifest", "check", file);

        Assert.Equal(ExitCode.Problems, ran.Code);
        Assert.Equal($"{file}:24: /maxAge: expected a whole number from 1 to 31536000, found '60'", ran.Lines[0]);
        Assert.StartsWith($"{file}:{line}: /events/15/effects/0/effect: unknown effect 'queue.\uFFFD[31mflee'; expected one of ", ran.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, ran.Lines.Length);
    }

    [Fact]
    public async Task An_id_that_comes_twice_is_told_with_both_places()
    {
        using var folder = new Folder();
        var (a, b) = (folder.Write("a.json", Folder.Filled), folder.Write("b.json", "\n" + Folder.Filled));
        var c = folder.Write("c.json", Folder.Filled.Replace("\"id\": \"demo\"", "\"id\": \"other\"", StringComparison.Ordinal));

        var ran = await Ran.Async("manifest", "check", a, b, c);

        Assert.Equal(ExitCode.Problems, ran.Code);
        Assert.Equal(
            [
                $"{a}: ok: 'demo', 2 contracts, 21 events",
                $"{b}:5: /id: 'demo' is already the id of {a}:4; expected one manifest per id",
                $"{c}: ok: 'other', 2 contracts, 21 events",
                "3 files: 2 ok, 1 problem, 0 not judged",
            ],
            ran.Lines);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_exit_code_2_and_the_others_are_checked()
    {
        using var folder = new Folder();
        var file = folder.Write("a.json", Folder.Filled);

        var ran = await Ran.Async("manifest", "check", "/nowhere/none.json", file);

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Equal("/nowhere/none.json: 'none.json' is not there; expected a manifest file\n", ran.Error);
        Assert.Equal([$"{file}: ok: 'demo', 2 contracts, 21 events", "2 files: 1 ok, 0 problems, 1 not judged"], ran.Lines);
    }

    [Fact]
    public async Task A_recorded_networks_recording_is_looked_at_and_no_node_is_asked_about_it()
    {
        using var folder = new Folder();
        var manifest = await File.ReadAllTextAsync(RepositoryRoot.Combine("networks", "io-net.json"), TestContext.Current.CancellationToken);
        var file = folder.Write("recorded.json", manifest.Replace("feed.ndjson", "none.ndjson", StringComparison.Ordinal));

        var ran = await Ran.Async("manifest", "check", file, "--node", $"http://127.0.0.1:{AnvilProcess.FreePort()}");

        Assert.Equal((ExitCode.Problems, ""), (ran.Code, ran.Error));
        Assert.Equal($"{file}:10: /recorded/file: none.ndjson: there is no such file; expected the recording that the manifest names, beside the manifest or below", Assert.Single(ran.Lines));
    }

    [Fact]
    public async Task As_json_it_says_the_same_to_programs()
    {
        using var folder = new Folder();
        var (a, b) = (folder.Write("a.json", Folder.Filled), folder.Write("b.json", "{ \"schemaVersion\": 2 }"));

        var ran = await Ran.Async("manifest", "check", "--json", a, b, "/nowhere/none.json");
        var files = JsonNode.Parse(ran.Output)!["files"]!.AsArray();

        Assert.Equal(ExitCode.Unusable, ran.Code);
        Assert.Equal((a, "demo", true), ((string)files[0]!["file"]!, (string)files[0]!["id"]!, (bool)files[0]!["ok"]!));
        Assert.Equal(
            """[{"level":"error","line":1,"pointer":"/schemaVersion","message":"schemaVersion 2 is newer than this program; expected 1, or a newer Isotherm"}]""",
            files[1]!["problems"]!.ToJsonString());
        Assert.False((bool)files[1]!["ok"]!);
        Assert.Contains("is not there", (string)files[2]!["unusable"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_exit_code_2_and_says_nothing_of_the_manifest()
    {
        using var folder = new Folder();
        var url = $"http://127.0.0.1:{AnvilProcess.FreePort()}/key";
        var file = folder.Write("a.json", Folder.Filled.Replace("http://127.0.0.1:8545", url, StringComparison.Ordinal));

        foreach (var how in new string[][] { ["--try"], ["--node", url] })
        {
            var ran = await Ran.Async(["manifest", "check", file, .. how]);

            Assert.Equal(ExitCode.Unusable, ran.Code);
            Assert.Empty(ran.Output);
            Assert.StartsWith($"{file}: {url[..^4]} cannot be reached", ran.Said[^1], StringComparison.Ordinal);
            Assert.EndsWith("expected a node that answers", ran.Said[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("/key", ran.Error, StringComparison.Ordinal);
        }
    }
}
