namespace Isotherm.Storage.Tests;

/// <summary>What all contract tests share: one backend each. A second backend is a second set of subclasses.</summary>
public abstract class JournalContract<TBackend> : IDisposable
    where TBackend : IJournalBackend, new()
{
    /// <summary>A place of its own for this test.</summary>
    protected TBackend Backend { get; } = new();

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>All entries after a sequence number.</summary>
    protected static async Task<IReadOnlyList<StoredEntry>> AllAsync(IJournal journal, long after = 0)
    {
        var all = new List<StoredEntry>();
        await foreach (var entry in journal.ReadAsync(after, Token))
            all.Add(entry);
        return all;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
