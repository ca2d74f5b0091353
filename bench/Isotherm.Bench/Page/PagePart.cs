using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Isotherm.Bench.Reporting;
using Isotherm.Testing;

namespace Isotherm.Bench.Page;

/// <summary>What a browser must fetch before the page's first picture.</summary>
internal sealed partial class PagePart : IPart
{
    private const int BudgetBytes = 100_000;

    /// <inheritdoc />
    public string Name => "page";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        var root = RepositoryRoot.Combine("web", "dist");
        var files = await NeededAsync(root, ct);
        List<IReadOnlyList<string>> rows = [];
        long[] total = [0, 0, 0];
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(root, file), ct);
            long[] sizes = [bytes.Length, await PackedAsync(bytes, static to => new GZipStream(to, CompressionLevel.SmallestSize), ct), await PackedAsync(bytes, static to => new BrotliStream(to, CompressionLevel.SmallestSize), ct)];
            // Fonts are compressed already and sent as they are.
            if (file.EndsWith(".woff2", StringComparison.Ordinal))
                sizes[1] = sizes[2] = sizes[0];
            total = [.. total.Zip(sizes, static (a, b) => a + b)];
            rows.Add([HashInName().Replace(file, "."), .. sizes.Select(Text)]);
        }

        rows.Add(["**all**", .. total.Select(Text)]);
        return new(
            Name,
            "Page: what is fetched before the first picture",
            "index.html, the scripts and styles that it names, what those scripts import at once, and the fonts that the styles name. Compressed at the best setting, as the build packs them beside the plain files and the server sends them; fonts are counted as they are.",
            [new(["file", "bytes", "gzip", "brotli"], rows)],
            [new("page before its first picture, compressed", "≤ 100 KB", string.Create(CultureInfo.InvariantCulture, $"{total[1] / 1000.0:0.0} KB gzip, {total[2] / 1000.0:0.0} KB brotli"), total[1] <= BudgetBytes)],
            []);
    }

    private static async Task<IReadOnlyList<string>> NeededAsync(string root, CancellationToken ct)
    {
        var needed = new List<string> { "index.html" };
        for (var i = 0; i < needed.Count; i++)
        {
            if (Path.GetExtension(needed[i]) is not (".html" or ".css" or ".js"))
                continue;
            var text = await File.ReadAllTextAsync(Path.Combine(root, needed[i]), ct);
            var names = Path.GetExtension(needed[i]) switch
            {
                ".html" => HtmlNames().Matches(text),
                ".css" => StyleNames().Matches(text),
                _ => ImportNames().Matches(text),
            };
            foreach (var name in names.Select(match => Path.GetFileName(match.Groups["file"].Value)))
            {
                var found = Directory.EnumerateFiles(root, name, SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).FirstOrDefault();
                if (found is not null && !needed.Contains(found))
                    needed.Add(found);
            }
        }

        return needed;
    }

    private static async Task<long> PackedAsync(byte[] bytes, Func<Stream, Stream> open, CancellationToken ct)
    {
        using var to = new MemoryStream();
        await using (var packing = open(to))
            await packing.WriteAsync(bytes, ct);
        return to.ToArray().Length;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?:src|href)=\"(?<file>[^\"]+\\.(?:js|css|woff2))\"", RegexOptions.CultureInvariant)]
    private static partial Regex HtmlNames();

    [GeneratedRegex("url\\(['\"]?(?<file>[^)'\"]+\\.woff2)", RegexOptions.CultureInvariant)]
    private static partial Regex StyleNames();

    [GeneratedRegex("(?:from|import)\\s*['\"](?<file>[^'\"]+\\.js)['\"]", RegexOptions.CultureInvariant)]
    private static partial Regex ImportNames();

    [GeneratedRegex("-[A-Za-z0-9_-]{8}\\.", RegexOptions.CultureInvariant)]
    private static partial Regex HashInName();
}
