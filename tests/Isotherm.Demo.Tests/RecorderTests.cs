using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;
using Isotherm.Demo.Recording;
using Isotherm.Domain;
using Isotherm.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Demo.Tests;

public sealed class RecorderTests
{
    private const long Announced = 1_749_049_200; // 2025-06-04T15:00:00Z
    private const long July = 1_751_328_000; // 2025-07-01T00:00:00Z

    private static readonly string Network = RepositoryRoot.Combine("networks", "io-net.json");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await Recorder.RecordAsync(new RecordOptions(Network, 1, first.Path, null), Ct);
        await Recorder.RecordAsync(new RecordOptions(Network, 1, second.Path, null), Ct);
        await Recorder.RecordAsync(new RecordOptions(Network, 2, other.Path, null), Ct);

        var bytes = await FeedAsync(first);
        Assert.Equal(bytes, await FeedAsync(second));
        Assert.NotEqual(bytes, await FeedAsync(other));
        Assert.Equal(await File.ReadAllBytesAsync(Network, Ct), await File.ReadAllBytesAsync(Path.Combine(first.Path, "manifest.json"), Ct));
    }

    [Fact]
    public async Task A_recording_is_one_that_can_be_played_and_its_manifest_takes_another_speed()
    {
        using var folder = new TemporaryFolder();
        var manifest = Read(await Recorder.RecordAsync(new RecordOptions(Network, 3, folder.Path, 250), Ct));

        Assert.Equal(250, manifest.Recorded!.Speed);
        Assert.Equal(56, manifest.Schedule.Versions[1].Classes.Count);
        Assert.Null(await RecordedFollower.CheckAsync(manifest, Ct));
    }

    [Fact]
    public async Task A_manifest_that_is_not_recorded_is_refused_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Recorder.RecordAsync(new RecordOptions(RepositoryRoot.Combine("networks", "reference.json"), 1, folder.Path, null), Ct));
        Assert.Contains("reference.json: line", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Stakes_gather_above_the_minimum_and_July_brings_the_queue_and_days_of_grace(ulong seed)
    {
        var manifest = Read(Network);
        var fleet = new Fleet(seed, manifest.Schedule);
        var start = manifest.Schedule.Versions[0].From;
        var (queuedBefore, queuedAfter, longest) = (0, 0, 0L);
        for (var hour = 0; hour < 24 * Recorder.Days; hour++)
        {
            var time = start + (hour * 3_600L);
            fleet.Live(hour, time);
            var present = fleet.Devices.Where(d => !d.IsGone).ToArray();
            if (hour == 0)
            {
                Assert.Equal(Fleet.Founders, present.Length);
                Assert.Equal(56, present.Select(d => d.Class).Distinct().Count());
                var ratios = present.Select(d => (double)d.Assets / fleet.Requirement(d, time)).Order().ToArray();
                Assert.InRange(ratios[0], 0.7, 1);
                Assert.InRange(ratios[^1], 1.5, 1.61);
                Assert.InRange(ratios.Count(r => r < 1.1) / 300.0, 0.2, 0.5);
            }

            // Whoever is below is in the queue, and nobody else; nobody stays long behind the deadline.
            Assert.All(present, d => Assert.Equal(d.IsBelow(fleet.Requirement(d, time)), d.FlaggedAt is not null));
            Assert.All(present, d => Assert.True(d.Collateral >= 0 && d.Rewards >= 0 && d.CoStake <= d.Collateral));
            longest = Math.Max(longest, present.Max(d => time - (d.FlaggedAt ?? time)));
            (queuedBefore, queuedAfter) = time == July - 3_600 ? (present.Count(d => d.FlaggedAt is not null), queuedAfter)
                : time == July ? (queuedBefore, present.Count(d => d.FlaggedAt is not null)) : (queuedBefore, queuedAfter);
        }

        Assert.True(queuedAfter >= queuedBefore + 10, $"{queuedBefore} were queued before July and {queuedAfter} in its first hour");
        Assert.InRange(longest, 7 * 86_400, 8 * 86_400);
        Assert.Contains(fleet.Devices, d => d.IsGone);
        Assert.True(fleet.Devices.Count > Fleet.Founders, "nobody joined");
    }

    [Fact]
    public async Task The_recording_holds_every_kind_of_move_that_it_promises()
    {
        using var folder = new TemporaryFolder();
        var manifest = Read(await Recorder.RecordAsync(new RecordOptions(Network, 1, folder.Path, null), Ct));
        manifest = manifest with { Recorded = manifest.Recorded! with { Speed = null, Loop = false } };
        var follower = new RecordedFollower(manifest, TimeProvider.System, NullLogger<RecordedFollower>.Instance);
        var seen = new Dictionary<Type, int>();
        await foreach (var step in follower.FollowAsync([], null, Ct))
        {
            var extend = Assert.IsType<ChainStep.Extend>(step);
            foreach (var fact in extend.Facts)
            {
                seen[fact.GetType()] = seen.GetValueOrDefault(fact.GetType()) + 1;
                Assert.True(fact is not Fact.ChangeScheduled || extend.Block.Header.Timestamp == Announced);
                Assert.True(fact is not Fact.ChangeApplied || extend.Block.Header.Timestamp == July);
            }

            if (extend.AtHead)
            {
                break;
            }
        }

        Type[] wanted =
        [
            typeof(Fact.ClusterRegistered), typeof(Fact.NodeAdded), typeof(Fact.NodeRemoved), typeof(Fact.CollateralChanged), typeof(Fact.RewardsChanged),
            typeof(Fact.Penalised), typeof(Fact.QueueEntered), typeof(Fact.QueueLeft), typeof(Fact.ChangeScheduled), typeof(Fact.ChangeApplied), typeof(Fact.DemandSet), typeof(Fact.GracePeriodSet),
        ];
        Assert.All(wanted, kind => Assert.True(seen.GetValueOrDefault(kind) > 0, $"no {kind.Name}"));
        Assert.DoesNotContain(typeof(Fact.Liquidated), seen.Keys); // io.net takes no stake for falling short
        Assert.InRange(seen[typeof(Fact.Penalised)], 5, 60);
    }

    private static Manifest Read(string path) => Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(path)).Manifest;

    private static Task<byte[]> FeedAsync(TemporaryFolder folder) => File.ReadAllBytesAsync(Path.Combine(folder.Path, "feed.ndjson"), Ct);
}
