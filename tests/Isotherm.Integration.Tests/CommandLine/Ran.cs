using Isotherm.Cli;

namespace Isotherm.Integration.Tests.CommandLine;

/// <summary>One run of the command line, as a script sees it.</summary>
internal sealed record Ran(int Code, string[] Lines, string Error)
{
    public static async Task<Ran> Async(params string[] arguments)
    {
        (StringWriter output, StringWriter error) = (new(), new());
        int code = await CommandTree.RunAsync(arguments, new Terminal(output, error, false, false), TestContext.Current.CancellationToken);
        return new(code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }
}
