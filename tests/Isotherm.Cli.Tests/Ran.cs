namespace Isotherm.Cli.Tests;

/// <summary>One run of the command line, as a script sees it: no terminal, so plain lines.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] Said => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<Ran> Async(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandTree.RunAsync(arguments, new Terminal(output, error, false, false), TestContext.Current.CancellationToken);
        return new Ran(code, output.ToString(), error.ToString());
    }
}
