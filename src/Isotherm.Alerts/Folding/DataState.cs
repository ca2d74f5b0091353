namespace Isotherm.Alerts.Folding;

/// <summary>How old a network's data is for people (spec 3.2).</summary>
public enum DataState : byte
{
    /// <summary>In time.</summary>
    Live = 0,

    /// <summary>Later than two block times and two seconds.</summary>
    Late = 1,

    /// <summary>Later than five block times and five seconds.</summary>
    Stale = 2,
}
