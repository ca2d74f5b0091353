using System.Globalization;
using System.Text.Json;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's <c>recorded</c>.</summary>
internal static class RecordedReader
{
    private const string Fastest = "max";

    /// <summary>The recording and the block time and confirmations that it states; null where the manifest has none.</summary>
    /// <param name="manifest">The manifest's fields.</param>
    /// <param name="directory">Where the manifest is: the recording's file is found from there.</param>
    public static (RecordedSpec Recorded, ChainSpec Chain)? Read(FieldReader manifest, string directory)
    {
        if (manifest.Object("recorded", required: false) is not { } fields)
        {
            return null;
        }

        if (manifest.Any("chain", required: false) is not null)
        {
            manifest.Wrong("recorded", "expected one of 'chain' and 'recorded', found both");
        }

        if (manifest.Any("events", required: false) is not null)
        {
            manifest.Wrong("events", "expected no 'events' beside 'recorded': a recording's lines name effects themselves");
        }

        var file = fields.Text("file", "a file beside the manifest or below (a relative path without '..')", IsBelow);
        var speed = Speed(fields);
        var loop = Loop(fields);
        if (loop && speed is null)
        {
            fields.Wrong("loop", $"expected false where 'speed' is \"{Fastest}\": the recording would never rest");
        }

        var chain = new ChainSpec
        {
            ChainId = 0,
            BlockTime = TimeSpan.FromSeconds(fields.Seconds("blockTime")),
            Confirmations = (int)fields.Whole("confirmations", 0, 256, absent: 0),
            Endpoints = [],
            StartBlock = 0,
            LogRange = 1,
        };
        fields.Done();
        return (new RecordedSpec(Path.Combine(directory, file), speed, loop), chain);
    }

    private static double? Speed(FieldReader fields)
    {
        if (fields.Any("speed") is not { } value || (value.Kind == JsonValueKind.String && value.Text == Fastest))
        {
            return null;
        }

        if (value.Kind == JsonValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.1 and <= 100_000)
        {
            return speed;
        }

        fields.Wrong("speed", $"expected recorded seconds in a second, from 0.1 to 100000, or \"{Fastest}\"; found {value.Found}");
        return 1;
    }

    private static bool Loop(FieldReader fields)
    {
        if (fields.Any("loop") is not { } value)
        {
            return false;
        }

        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            fields.Wrong("loop", $"expected true or false, found {value.Found}");
        }

        return value.Kind == JsonValueKind.True;
    }

    private static bool IsBelow(string file) =>
        !Path.IsPathRooted(file) && !file.Contains('\\', StringComparison.Ordinal) && file.Split('/').All(part => part is not ("" or "." or ".."));
}
