using System.CommandLine;

namespace Isotherm.Cli.Checking;

/// <summary><c>isotherm manifest check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>The command, its arguments and options.</summary>
    public static Command Build(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Manifests; ids must differ among them.", Arity = ArgumentArity.OneOrMore };
        var node = NodeOption.Of("Also ask this node for chain, contracts, units, prices and events.");
        var own = new Option<bool>("--try") { Description = "The same of each manifest's own endpoints; the first that answers." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of lines." };
        var plain = new Option<bool>("--no-color") { Description = "Plain lines at a terminal too; so does the variable NO_COLOR." };
        var command = new Command("check", "Says what is wrong with manifests, where, and what was expected.") { files, node, own, json, plain };
        command.Validators.Add(result =>
        {
            if (result.GetResult(node) is not null && result.GetValue(own))
            {
                result.AddError("Options --node and --try name different nodes; expected one of them.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            terminal.Colour &= !parsed.GetValue(plain);
            return CheckRun.RunAsync(new CheckRequest(parsed.GetRequiredValue(files), parsed.GetValue(node), parsed.GetValue(own), parsed.GetValue(json)), terminal, cancellation);
        });
        return command;
    }
}
