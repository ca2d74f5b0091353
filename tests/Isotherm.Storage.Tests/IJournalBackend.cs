namespace Isotherm.Storage.Tests;

/// <summary>One place where a journal is kept, for the contract suite. Disposal removes it.</summary>
public interface IJournalBackend : IDisposable
{
    /// <summary>Opens the journal, creating it the first time.</summary>
    Task<IJournal> OpenAsync(string networkId = "demo");

    /// <summary>Opens it again although another has it open, as a second machine that does not see the first one's lock would.</summary>
    Task<IJournal> SupersedeAsync();

    /// <summary>Makes the stored schema look like a later version's.</summary>
    Task MakeNewerAsync();
}
