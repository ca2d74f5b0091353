using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Demo.Chain;

namespace Isotherm.Demo.Recording;

/// <summary>Makes a recording of a simulated network, and the manifest to play it with. The same options give the same bytes.</summary>
internal static class Recorder
{
    /// <summary>Days that a recording lasts.</summary>
    public const int Days = 45;

    // Count it up when the same seed comes to mean another recording.
    private const string MadeBy = "isotherm-demo record 1";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both files; a crash leaves the old ones or the new ones.</summary>
    /// <returns>The manifest's path.</returns>
    /// <exception cref="InvalidDataException">The network is not one that can be recorded.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<string> RecordAsync(RecordOptions options, CancellationToken cancellation)
    {
        var manifest = Read(options.Network);
        var (feed, target) = (Path.Combine(options.Folder, Path.GetFileName(manifest.Recorded!.File)), Path.Combine(options.Folder, "manifest.json"));
        await SafeFile.WriteAsync(feed, (stream, token) => WriteFeedAsync(stream, manifest, options.Seed, token), cancellation).ConfigureAwait(false);
        await SafeFile.WriteAsync(target, await ManifestAsync(options, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return target;
    }

    private static Manifest Read(string network) => ManifestReader.Read(network) switch
    {
        ManifestResult.Invalid invalid => throw new InvalidDataException($"{network}: {invalid.Problems[0]}"),
        ManifestResult.Valid { Manifest: { Recorded: not null, Schedule.IsEmpty: false } manifest } => manifest,
        _ => throw new InvalidDataException($"{network}: expected a manifest with 'recorded' and 'requirementSchedule'"),
    };

    private static async Task<byte[]> ManifestAsync(RecordOptions options, CancellationToken cancellation)
    {
        var bytes = await File.ReadAllBytesAsync(options.Network, cancellation).ConfigureAwait(false);
        if (options.Speed is not { } speed)
        {
            return bytes;
        }

        var root = JsonNode.Parse(bytes)!;
        root["recorded"]!["speed"] = speed;
        return Encoding.UTF8.GetBytes(root.ToJsonString(Indented) + "\n");
    }

    private static async Task WriteFeedAsync(Stream stream, Manifest manifest, ulong seed, CancellationToken cancellation)
    {
        var (start, step) = (manifest.Schedule.Versions[0].From, (long)manifest.Rules.BlockTimeSeconds);
        var blocks = (int)(Days * 86_400 / step);
        var header = Header(manifest, seed, start, start + ((blocks - 1) * step));
        await WriteLineAsync(stream, header, cancellation).ConfigureAwait(false);
        var (fleet, parent) = (new Fleet(seed, manifest.Schedule), Hash(header));
        for (var i = 0; i < blocks; i++)
        {
            var time = start + (i * step);
            var content = new ArrayBufferWriter<byte>();
            fleet.Live(i, time).Write(content);
            var hash = Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{parent}{i + 1}{time}")), content.WrittenSpan);
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"number\":{i + 1},\"timestamp\":\"{Moment(time)}\",\"hash\":\"{hash}\",\"parentHash\":\"{parent}\",\"facts\":{Encoding.UTF8.GetString(content.WrittenSpan)}}}");
            await WriteLineAsync(stream, Encoding.UTF8.GetBytes(line), cancellation).ConfigureAwait(false);
            parent = hash;
        }
    }

    private static byte[] Header(Manifest manifest, ulong seed, long from, long to) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["schemaVersion"] = 1,
        ["network"] = manifest.Id,
        ["seed"] = seed,
        ["madeBy"] = MadeBy,
        ["from"] = Moment(from),
        ["to"] = Moment(to),
        ["sources"] = new JsonArray([.. manifest.Schedule.Versions.Select(v => v.Source).OfType<string>().Distinct().Select(s => JsonValue.Create(s))]),
    });

    private static async Task WriteLineAsync(Stream stream, byte[] line, CancellationToken cancellation)
    {
        await stream.WriteAsync(line, cancellation).ConfigureAwait(false);
        await stream.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }

    private static string Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default) =>
        "0x" + Convert.ToHexStringLower(SHA256.HashData([.. first, .. second]));

    private static string Moment(long time) =>
        DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
