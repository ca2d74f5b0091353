using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Isotherm.Cli.Keeping;

/// <summary><c>isotherm keeper</c>.</summary>
internal static class KeeperCommand
{
    private static readonly BigInteger OneGwei = BigInteger.Pow(10, 9);

    /// <summary>The command, its argument and options.</summary>
    public static Command Build(Terminal terminal)
    {
        var defaults = new KeeperRequest { Manifest = "" };
        var file = new Argument<string>("FILE") { Description = "The network's manifest, with views and actions." };
        var node = NodeOption.Of("Use this node instead of the manifest's endpoints.");
        var signer = NodeOption.Of("A signer apart (Web3Signer, Clef); without it the node signs for its own account.", "--signer");
        var from = new Option<string?>("--from") { Description = "The sending account; not needed where only one is held.", HelpName = "0x…", CustomParser = Account };
        var maxFee = Gwei("--max-fee-gwei", "Send nothing while the next block may cost more than this a gas. [default: 100]");
        var tip = Gwei("--tip-gwei", "Tip a gas for the block's proposer. [default: 1]");
        var maxGas = Whole("--max-gas", "Send nothing that takes more gas than this.", 21_000, 30_000_000, (int)defaults.MaxGas);
        var ask = Whole("--ask", "Clusters asked about at a block: the queue, the nearest, others in turn.", 4, 100_000, defaults.MostAsked);
        var dry = new Option<bool>("--dry-run") { Description = "Decide and simulate, but send nothing." };
        var once = new Option<bool>("--once") { Description = "One block's work, seen through until it is mined; then end." };
        var wait = Whole("--wait", "With --once: seconds without a block after which to give up.", 1, 86_400, (int)defaults.Patience.TotalSeconds);
        var json = new Option<bool>("--json") { Description = "A JSON object a line instead of words." };
        var plain = new Option<bool>("--no-color") { Description = "Plain lines at a terminal too; so does the variable NO_COLOR." };
        var command = new Command("keeper", "Runs a network's liquidation queue: flags, cures and liquidates by transactions.")
        {
            file, node, signer, from, maxFee, tip, maxGas, ask, dry, once, wait, json, plain,
        };
        command.SetAction((parsed, cancellation) =>
        {
            terminal.Colour &= !parsed.GetValue(plain);
            var request = new KeeperRequest
            {
                Manifest = parsed.GetRequiredValue(file),
                Node = parsed.GetValue(node),
                Signer = parsed.GetValue(signer),
                From = parsed.GetValue(from),
                MaxFee = parsed.GetValue(maxFee) ?? defaults.MaxFee,
                Tip = parsed.GetValue(tip) ?? defaults.Tip,
                MaxGas = parsed.GetValue(maxGas),
                MostAsked = parsed.GetValue(ask),
                DryRun = parsed.GetValue(dry),
                Once = parsed.GetValue(once),
                Patience = TimeSpan.FromSeconds(parsed.GetValue(wait)),
                AsJson = parsed.GetValue(json),
            };
            return KeeperRun.RunAsync(request, terminal, TimeProvider.System, cancellation);
        });
        return command;
    }

    private static string? Account(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length == 42 && text.StartsWith("0x", StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiHexDigit))
        {
            return text.ToLowerInvariant();
        }

        result.AddError($"Option --from is '{text}'; expected 0x and 40 hex digits.");
        return null;
    }

    private static Option<BigInteger?> Gwei(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gwei) && gwei is > 0 and <= 1_000_000)
            {
                return new BigInteger(gwei * (decimal)OneGwei);
            }

            result.AddError($"Option {name} is '{text}'; expected gwei above 0 and at most 1000000.");
            return null;
        },
    };

    private static Option<int> Whole(string name, string description, int least, int most, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"Option {name} is '{text}'; expected a whole number from {least} to {most}.");
            return otherwise;
        },
    };
}
