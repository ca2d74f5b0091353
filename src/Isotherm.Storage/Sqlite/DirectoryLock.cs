using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// One process per data directory: an exclusive lock of the operating system on <c>journal.lock</c>, gone with the process
/// however it ends. The file itself stays, and holds the last acknowledged sequence number: SQLite drops a damaged end of its
/// log without a word, so that only a record outside of it can tell that commits are missing.
/// </summary>
/// <remarks>48 bytes: sequence (int64, little-endian), journal id (32 hex digits), first 8 bytes of the SHA-256 of these.</remarks>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "journal.lock";

    private const int IdLength = 32;
    private const int BodyLength = sizeof(long) + IdLength;
    private const int MarkLength = BodyLength + sizeof(long);
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <param name="directory">Made when it is not there.</param>
    /// <param name="fileName">What is locked in it.</param>
    /// <exception cref="JournalRefusedException">The directory can't be made or written, or another process holds it.</exception>
    public static DirectoryLock Take(string directory, string fileName = FileName)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new DirectoryLock(new FileStream(
                Path.Combine(directory, fileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            throw new JournalRefusedException(
                $"The data directory '{directory}' is in use by another process; stop that one or choose another directory.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalRefusedException($"The data directory '{directory}' can't be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new JournalTrouble(directory).Of(e);
        }
    }

    /// <summary>The last acknowledged sequence number of this journal; 0 where none was noted, or for another journal.</summary>
    public long Acknowledged(string journalId)
    {
        Span<byte> mark = stackalloc byte[MarkLength];
        return RandomAccess.Read(_file.SafeFileHandle, mark, 0) == MarkLength
            && mark[BodyLength..].SequenceEqual(ChecksumOf(mark[..BodyLength]))
            && System.Text.Encoding.ASCII.GetString(mark[sizeof(long)..BodyLength]) == journalId
                ? BinaryPrimitives.ReadInt64LittleEndian(mark)
                : 0;
    }

    /// <summary>Notes what is about to be acknowledged. Not synced: it may lag behind the journal after a power cut, never run ahead.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Acknowledge(string journalId, long sequence)
    {
        Span<byte> mark = stackalloc byte[MarkLength];
        BinaryPrimitives.WriteInt64LittleEndian(mark, sequence);
        System.Text.Encoding.ASCII.GetBytes(journalId, mark[sizeof(long)..BodyLength]);
        ChecksumOf(mark[..BodyLength]).CopyTo(mark[BodyLength..]);
        RandomAccess.Write(_file.SafeFileHandle, mark, 0);
    }

    public void Dispose() => _file.Dispose();

    private static byte[] ChecksumOf(ReadOnlySpan<byte> body) => SHA256.HashData(body)[..sizeof(long)];
}
