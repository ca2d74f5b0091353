namespace Isotherm.Testing;

/// <summary>How a webhook receiver treats who comes.</summary>
public enum HookManner
{
    /// <summary>Takes it: 200.</summary>
    Takes,

    /// <summary>Notes it and fails: 500.</summary>
    Fails,

    /// <summary>Asks for a second's silence: 429.</summary>
    AsksForSilence,

    /// <summary>Reads it and never answers.</summary>
    Hangs,

    /// <summary>Reads it and resets the connection.</summary>
    Resets,

    /// <summary>Wants no more: 410.</summary>
    IsGone,
}
