using System.CommandLine;
using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Drafting;

/// <summary><c>isotherm manifest init</c>.</summary>
internal static class InitCommand
{
    private const int AddressBytes = 20;

    /// <summary>The command and its options.</summary>
    public static Command Build(Terminal terminal)
    {
        var abi = new Option<string>("--abi") { Description = "The contract's ABI: a JSON array, or a Foundry or Hardhat artefact.", HelpName = "FILE", Required = true };
        var id = new Option<string?>("--id") { Description = "The network's id in URLs.", HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "The network's printed name.", HelpName = "NAME" };
        var address = Address();
        var node = NodeOption.Of("Ask this node for chain, block time, deployment, token and feeds.");
        var output = new Option<string?>("--output") { Description = "Write the draft here instead of to standard output.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the output file if it is there." };
        var command = new Command("init", "Drafts a manifest from a contract's ABI, and says how sure it is of each event.") { abi, id, name, address, node, output, force };
        command.SetAction((parsed, cancellation) => InitRun.RunAsync(
            new InitRequest
            {
                Abi = parsed.GetRequiredValue(abi),
                Id = parsed.GetValue(id),
                Name = parsed.GetValue(name),
                Address = parsed.GetValue(address),
                Node = parsed.GetValue(node),
                Output = parsed.GetValue(output),
                Force = parsed.GetValue(force),
            },
            terminal,
            cancellation));
        return command;
    }

    private static Option<string?> Address() => new("--address")
    {
        Description = "The contract's address.",
        HelpName = "0x…",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Hex.TryDecode(text, out var bytes) && bytes.Length == AddressBytes)
            {
                return text.ToLowerInvariant();
            }

            result.AddError($"Option --address is '{text}'; expected 0x and 40 hex digits.");
            return null;
        },
    };
}
