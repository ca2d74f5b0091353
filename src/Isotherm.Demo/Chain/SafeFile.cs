namespace Isotherm.Demo.Chain;

/// <summary>Writes a file so that a crash leaves the old one or the new one, never half of one.</summary>
internal static class SafeFile
{
    /// <summary>Writes to a temporary file beside it, flushes it to the disk, and renames it into place. What fails leaves no temporary file.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + ".new";
        try
        {
            var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                await stream.FlushAsync(cancellation).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary); // half of a file takes room on a disk that may be full, and helps nobody
            throw;
        }
    }

    /// <inheritdoc cref="WriteAsync(string, Func{Stream, CancellationToken, Task}, CancellationToken)"/>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WriteAsync(path, (stream, token) => stream.WriteAsync(content, token).AsTask(), cancellation);
}
