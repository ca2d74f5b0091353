using Microsoft.Extensions.FileProviders;

namespace Isotherm.Server.Hosting;

/// <summary>The page, or one that says how to build it.</summary>
internal static class PageFiles
{
    private const string StartPage = "index.html";

    private const string Missing = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Isotherm</title></head>
        <body>
        <h1>Isotherm</h1>
        <p>The page is not built. Build it with <code>npm ci</code> and <code>npm run build</code> in <code>web/</code>, then start the server
        again from the repository, or name the result: <code>--web web/dist</code>.</p>
        <p>The API is here all the same: <a href="/docs">its reference</a>, <a href="/api/v1/networks">its networks</a>.</p>
        </body>
        </html>
        """;

    /// <summary>Serves the built page from a directory; null serves the plain one.</summary>
    /// <param name="app">The server.</param>
    /// <param name="directory">Where the page lies.</param>
    /// <param name="early">What is named on the start page's answer.</param>
    public static void UsePage(this WebApplication app, string? directory, EarlyHeatmap early)
    {
        if (directory is null)
        {
            app.MapGet("/", static () => TypedResults.Content(Missing, "text/html; charset=utf-8")).ExcludeFromDescription();
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(directory));
        var packed = new PackedFiles(files);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.Use((http, next) =>
        {
            packed.Choose(http);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = packed,
            OnPrepareResponse = context =>
            {
                PackedFiles.Mark(context);
                if (context.File.Name.StartsWith(StartPage, StringComparison.Ordinal))
                    early.Name(context.Context);
                context.Context.Response.Headers.CacheControl =
                    context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                        ? "public, max-age=31536000, immutable" // names carry a hash of the content
                        : "no-cache";
            },
        });
    }
}
