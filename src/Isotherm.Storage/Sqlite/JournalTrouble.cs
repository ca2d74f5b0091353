using System.Data;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Turns what SQLite, the disk or a checksum say into one sentence for the operator: what, where, what to do.</summary>
/// <param name="directory">The data directory.</param>
internal sealed class JournalTrouble(string directory)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int OutOfMemory = 7;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CanNotOpen = 14;
    private const int NoSpaceLinux = 28;
    private const int QuotaLinux = 122;

    private readonly string _file = Path.Combine(directory, SqliteFile.FileName);

    /// <summary>Whether it is one of those that this class has a sentence for.</summary>
    public static bool Knows(Exception fault) =>
        fault is SqliteException or DamagedRowException or InvalidDataException or FormatException or OverflowException
            or DataException or InvalidCastException or EndOfStreamException or IOException;

    /// <summary>The refusal for a fault.</summary>
    public JournalRefusedException Of(Exception fault) => fault switch
    {
        SqliteException sqlite => Of(sqlite),
        IOException full when IsNoSpace(full) => NoSpace(full),
        EndOfStreamException or InvalidDataException => Damaged(fault.Message, fault),
        IOException io => Unwritable(io),
        _ => Damaged(fault.Message, fault),
    };

    /// <summary>The sentence for damage.</summary>
    /// <param name="what">What was found, as a clause without a full stop.</param>
    /// <param name="cause">The fault; null when it was seen by comparing.</param>
    public JournalRefusedException Damaged(string what, Exception? cause = null)
    {
        var message = $"The journal '{_file}' is damaged ({what.TrimEnd('.')}); stop the server and restore a backup of the directory, "
            + "or delete the directory to read the chain again.";
        return cause is null ? new JournalRefusedException(message) : new JournalRefusedException(message, cause);
    }

    private JournalRefusedException Of(SqliteException fault) => fault.SqliteErrorCode switch
    {
        Full => NoSpace(fault),
        // SQLite can't tell why a write failed; the disk can.
        InputOutput when HasNoSpace() => NoSpace(fault),
        CanNotOpen or ReadOnly when !IsWritable() => Unwritable(fault),
        InputOutput or CanNotOpen => new JournalRefusedException($"The disk under the journal '{_file}' fails ({Said(fault)}); check the disk.", fault),
        Busy or Locked or OutOfMemory or Interrupted => new JournalRefusedException($"The journal '{_file}' is not to be had now: {Said(fault)}.", fault),
        _ => Damaged(Said(fault), fault),
    };

    private JournalRefusedException NoSpace(Exception cause) => new(
        $"The disk of the data directory '{directory}' is full; nothing is recorded until there is room again, which is noticed without a restart.", cause);

    private JournalRefusedException Unwritable(Exception cause) => new(
        $"The data directory '{directory}' can't be written: {(cause is SqliteException fault ? Said(fault) : cause.Message).TrimEnd('.')}; make it writable or choose another directory.",
        cause);

    private static string Said(SqliteException fault)
    {
        // "SQLite Error 11: 'database disk image is malformed'."
        var (from, to) = (fault.Message.IndexOf('\'', StringComparison.Ordinal), fault.Message.LastIndexOf('\''));
        return from >= 0 && to > from ? fault.Message[(from + 1)..to] : fault.Message.TrimEnd('.');
    }

    private static bool IsNoSpace(IOException fault) => (fault.HResult & 0xffff) is NoSpaceLinux or QuotaLinux or 112 or 39;

    private bool HasNoSpace()
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace < 64 * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // then the sentence about a failing disk stands
        }
    }

    // By a file beside it: opening and closing the journal's own file would drop the locks that SQLite holds on it.
    private bool IsWritable()
    {
        if (new FileInfo(_file) is { Exists: true, IsReadOnly: true })
            return false;
        var probe = Path.Combine(directory, "journal.probe");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
