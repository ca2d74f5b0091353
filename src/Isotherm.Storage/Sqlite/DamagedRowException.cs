namespace Isotherm.Storage.Sqlite;

/// <summary>What was read is not what was written. The message says what, as a clause; <see cref="JournalTrouble"/> makes the sentence.</summary>
internal sealed class DamagedRowException(string what) : Exception(what)
{
    /// <summary>Throws when a row does not match its checksum; rows older than checksums have none.</summary>
    public static void Check(string row, long? recorded, long actual)
    {
        if (recorded is { } expected && expected != actual)
            throw new DamagedRowException($"{row} does not match its checksum");
    }
}
