using Dapper;
using Isotherm.Domain;

namespace Isotherm.Storage.Tests.Sqlite;

public sealed class QueueIndexTests : IDisposable
{
    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_index_of_the_queues_history_holds_those_rows_and_no_others()
    {
        await using var journal = await _backend.OpenAsync();
        List<Transition> all = [];
        foreach (var from in Enum.GetValues<QueueState>())
        {
            foreach (var to in Enum.GetValues<QueueState>())
                all.Add(new Transition(new ClusterId((10 * (int)from) + (int)to), 1, 1_700_000_002, Zone.Red, Zone.Red, from, to, null));
        }

        await journal.AppendAsync([Chain.Block(1) with { Transitions = all }], Token);

        var page = await journal.TransitionsAsync(new TransitionQuery(null, 100, null) { QueueOnly = true }, Token);

        var wanted = all.Where(static t => t.FromQueue != t.ToQueue && (t.FromQueue == QueueState.None || t.ToQueue is QueueState.None or QueueState.Liquidated)).Reverse();
        Assert.Equal(wanted.Select(static t => t.Cluster), page.Transitions.Select(static t => t.Transition.Cluster));
        await using var connection = _backend.Connect();
        Assert.Equal(page.Transitions.Count, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM transition INDEXED BY transition_queue WHERE from_queue <> to_queue AND (from_queue = 0 OR to_queue IN (0, 5))"));
    }

    public void Dispose() => _backend.Dispose();
}
