using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What stays of a failed test: the screen and the server's log, under <c>artifacts/test-failures</c>.</summary>
internal static class Evidence
{
    /// <summary>Runs a test's body; when it fails, saves what was to be seen and says where.</summary>
    public static async Task KeepAsync(string test, PageServer server, MapPage page, Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception failure)
        {
            var folder = RepositoryRoot.Combine("artifacts", "test-failures");
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, test);
            await File.WriteAllTextAsync($"{path}.log", $"{failure}\n\n{string.Join('\n', page.Complaints)}\n\n{server.Log}");
            await page.Page.ScreenshotAsync(new() { Path = $"{path}.png" });
            TestContext.Current.TestOutputHelper?.WriteLine($"The screen and the server's log are at {path}.png and {path}.log");
            await Console.Error.WriteLineAsync($"{test} failed; the screen and the server's log are at {path}.png and {path}.log");
            throw;
        }
    }
}
