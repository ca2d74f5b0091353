namespace Isotherm.Storage.Sqlite;

/// <summary>
/// One process per data directory: an exclusive lock of the operating system on <c>journal.lock</c>, gone with the process
/// however it ends. The file itself stays.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "journal.lock";

    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="JournalRefusedException">The directory can't be made or written, or another process holds it.</exception>
    public static DirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new DirectoryLock(new FileStream(
                Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            throw new JournalRefusedException(
                $"The data directory '{directory}' is in use by another process; stop that one or choose another directory.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalRefusedException($"The data directory '{directory}' can't be written: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
