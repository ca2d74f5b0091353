namespace Isotherm.Demo.Recording;

/// <summary>How a device's owner takes a requirement that rises, or stake that leaves.</summary>
internal enum Habit
{
    /// <summary>Stakes for an announced requirement before it comes, and mends a gap within a day.</summary>
    Prepares,

    /// <summary>Stakes in the days of grace.</summary>
    InGrace,

    /// <summary>Lets the device go.</summary>
    Leaves,
}
