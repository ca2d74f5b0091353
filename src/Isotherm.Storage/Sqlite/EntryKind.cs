namespace Isotherm.Storage.Sqlite;

/// <summary>The number that stands for an entry's kind on disk.</summary>
internal enum EntryKind
{
    Block = 0,
    Rewind = 1,
    Clock = 2,
}
