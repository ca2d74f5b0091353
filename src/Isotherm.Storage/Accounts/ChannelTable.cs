namespace Isotherm.Storage.Accounts;

/// <summary>Channels, their secrets sealed.</summary>
internal static class ChannelTable
{
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Body { get; init; } = "";

        public byte[] Secrets { get; init; } = [];

        public string? Disabled { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }
    }

    public static IReadOnlyList<StoredChannel> All(AccountsTransaction db) =>
    [
        .. db.All<Row>(
                """
                SELECT id AS Id, owner AS Owner, body AS Body, secrets AS Secrets, disabled AS Disabled, created_at AS CreatedAt, updated_at AS UpdatedAt
                FROM alert_channel ORDER BY owner, created_at, id
                """)
            .Select(static row => new StoredChannel(row.Id, row.Owner, row.Body, row.Secrets)
            {
                Disabled = row.Disabled,
                CreatedAt = UnixTime.Time(row.CreatedAt),
                UpdatedAt = UnixTime.Time(row.UpdatedAt),
            }),
    ];

    public static KeepResult Add(AccountsTransaction db, StoredChannel channel, long now)
    {
        if (db.Scalar<int>("SELECT count(*) FROM alert_channel WHERE owner = @Owner", new { channel.Owner }) >= AlertLimits.Channels)
            return KeepResult.TooMany;
        db.Execute(
            "INSERT INTO alert_channel (id, owner, body, secrets, created_at, updated_at) VALUES (@Id, @Owner, @Body, @secrets, @now, @now)",
            new { channel.Id, channel.Owner, channel.Body, secrets = channel.Secrets.ToArray(), now });
        return KeepResult.Kept;
    }

    public static KeepResult Replace(AccountsTransaction db, StoredChannel channel, long now) => db.Execute(
        "UPDATE alert_channel SET body = @Body, secrets = @secrets, disabled = @Disabled, updated_at = @now WHERE id = @Id AND owner = @Owner",
        new { channel.Id, channel.Owner, channel.Body, secrets = channel.Secrets.ToArray(), channel.Disabled, now }) > 0 ? KeepResult.Kept : KeepResult.Unknown;

    public static int Disable(AccountsTransaction db, string id, string why, long now) => db.Execute(
        "UPDATE alert_channel SET disabled = @why, updated_at = @now WHERE id = @id AND disabled IS NULL", new { id, why, now });

    public static string? OwnerOf(AccountsTransaction db, string id) => db.Scalar<string>("SELECT owner FROM alert_channel WHERE id = @id", new { id });

    public static int Delete(AccountsTransaction db, string owner, string id) =>
        db.Execute("DELETE FROM alert_channel WHERE id = @id AND owner = @owner", new { id, owner });
}
