using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Hosting;

/// <summary>Files that the page's build has compressed, beside the plain ones: <c>name.br</c> and <c>name.gz</c>, smallest first.</summary>
internal sealed class PackedFiles(IFileProvider files) : IContentTypeProvider
{
    private static readonly (string Coding, string Ending)[] Codings = [(ContentCoding.Brotli, ".br"), (ContentCoding.Gzip, ".gz")];

    private readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>Leads a request for a file to the packed one that its sender takes; else leaves it as it is.</summary>
    public void Choose(HttpContext http)
    {
        var (request, path) = (http.Request, http.Request.Path.Value);
        if (path is null || !_types.TryGetContentType(path, out _))
            return;
        var packed = Codings.Where(coding => files.GetFileInfo(path + coding.Ending).Exists).ToArray();
        if (packed.Length == 0)
            return;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (ContentCoding.Best(request, packed.Select(static one => one.Coding)) is { } best)
            request.Path = path + packed.First(one => one.Coding == best).Ending;
    }

    /// <summary>Says on the answer how the file that is sent is packed.</summary>
    public static void Mark(StaticFileResponseContext sent)
    {
        var packed = Codings.FirstOrDefault(coding => sent.File.Name.EndsWith(coding.Ending, StringComparison.Ordinal));
        if (packed.Coding is not null)
            sent.Context.Response.Headers.ContentEncoding = packed.Coding;
    }

    /// <summary>A packed file's type is the plain one's.</summary>
    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType)
    {
        var ending = Codings.Select(coding => coding.Ending).FirstOrDefault(ending => subpath.EndsWith(ending, StringComparison.Ordinal));
        return _types.TryGetContentType(ending is null ? subpath : subpath[..^ending.Length], out contentType);
    }
}
