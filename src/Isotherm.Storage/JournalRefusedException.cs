namespace Isotherm.Storage;

/// <summary>The journal can't be used as asked. The message is one sentence for the operator: what, where, and what to do.</summary>
public sealed class JournalRefusedException : Exception
{
    /// <summary>Says why.</summary>
    public JournalRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the cause.</summary>
    public JournalRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
