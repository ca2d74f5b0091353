namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>first_delivered</c>.</summary>
internal sealed class FirstDeliveredRow
{
    public long Message { get; init; }

    public long At { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum().With(Message).With(At).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public FirstDeliveredRow Checked()
    {
        DamagedRowException.Check($"the first delivery of message {Message}", Checksum, ActualChecksum);
        return this;
    }
}
