using System.CommandLine;
using System.CommandLine.Help;
using Isotherm.Cli.Checking;
using Isotherm.Cli.Drafting;
using Isotherm.Cli.Keeping;

namespace Isotherm.Cli;

/// <summary>All commands of <c>isotherm</c>.</summary>
internal static class CommandTree
{
    private const int HelpWidth = 110;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The words after <c>isotherm</c>.</param>
    /// <param name="terminal">Where it speaks.</param>
    /// <param name="cancellation">Ends what is under way.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = Build(terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Say($"isotherm: {error.Message} {Name(parsed.CommandResult)} --help lists what it takes.");
            }

            return ExitCode.Unusable;
        }

        var configuration = new InvocationConfiguration { Output = terminal.Output, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Say("isotherm: stopped.");
            return ExitCode.Unusable;
        }
    }

    private static Command Build(Terminal terminal) =>
        new("isotherm", "The live liquidation heatmap for GPU networks.")
        {
            Help(),
            new Command("manifest", "Checks and drafts manifests, which describe networks.")
            {
                CheckCommand.Build(terminal),
                InitCommand.Build(terminal),
            },
            KeeperCommand.Build(terminal),
        };

    private static HelpOption Help()
    {
        var help = new HelpOption();
        if (help.Action is HelpAction action)
        {
            action.MaxWidth = HelpWidth;
        }

        return help;
    }

    private static string Name(System.CommandLine.Parsing.SymbolResult? command)
    {
        var names = new List<string>();
        for (; command is System.CommandLine.Parsing.CommandResult at; command = at.Parent)
        {
            names.Insert(0, at.Command.Name);
        }

        return string.Join(' ', names);
    }
}
