using System.Diagnostics;
using Isotherm.Testing;

namespace Isotherm.Demo.Tests;

public sealed class RunScriptTests
{
    [Theory]
    [InlineData("{ half of i")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_kept_network_that_cannot_be_read_is_one_sentence_with_the_way_out(string text)
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var demo = Directory.CreateDirectory(Path.Combine(folder.Path, "demo")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".isotherm-data"), "", ct);
        await File.WriteAllTextAsync(Path.Combine(demo, "chain.json"), "{}", ct);
        await File.WriteAllTextAsync(Path.Combine(demo, "network.json"), text, ct);

        // Ports that nobody takes by chance: the script must stop before it would need them.
        var start = new ProcessStartInfo(RepositoryRoot.Combine("run"), ["--data", folder.Path, "--port", "1", "--chain-port", "2"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var run = Process.Start(start)!;
        var (error, output) = (run.StandardError.ReadToEndAsync(ct), run.StandardOutput.ReadToEndAsync(ct));
        await run.WaitForExitAsync(ct);

        Assert.Equal($"./run: {demo}/network.json cannot be read; ./run --fresh begins anew.\n", await error);
        Assert.Empty(await output);
        Assert.Equal(2, run.ExitCode);
    }
}
