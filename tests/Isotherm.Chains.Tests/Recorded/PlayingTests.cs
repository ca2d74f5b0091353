using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Recorded;

public sealed class PlayingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Blocks_come_as_they_were_recorded_divided_by_the_speed()
    {
        using var recording = new Recording(4);
        await using var player = new Player(recording.Manifest(speed: 1800));

        var first = Assert.IsType<ChainStep.Extend>(await player.NowAsync());
        Assert.Equal(Recording.Ref(1), first.Block.Header.Ref);
        Assert.Equal(Recording.Start.ToUnixTimeSeconds(), first.Block.Header.Timestamp);
        Assert.True(first.AtHead);
        for (var number = 2; number <= 4; number++)
        {
            Assert.Equal(Recording.Ref(number), Extended(await player.AfterAsync(2 * Second)));
        }

        Assert.Equal((1, 4ul, null), (player.Status.Round, player.Status.Head!.Value, player.Status.Problem));
        Assert.Equal((Recording.Start.ToUnixTimeSeconds(), Recording.Start.AddHours(3).ToUnixTimeSeconds()), (player.Status.From, player.Status.To));
    }

    [Fact]
    public async Task A_slow_reader_does_not_slow_the_replay_down()
    {
        using var recording = new Recording(4);
        await using var player = new Player(recording.Manifest(speed: 3600));
        await player.NowAsync();

        Assert.Equal(Second, await player.WaitingAsync());
        await player.PassAsync(2.5 * Second);

        Assert.Equal(Recording.Ref(2), Extended(await player.NowAsync()));
        Assert.Equal(Recording.Ref(3), Extended(await player.NowAsync()));
        Assert.Equal(Recording.Ref(4), Extended(await player.AfterAsync(0.5 * Second)));
    }

    [Fact]
    public async Task At_full_speed_no_time_passes_and_only_the_last_block_is_the_head()
    {
        using var recording = new Recording(4);
        await using var player = new Player(recording.Manifest(speed: null));

        for (var number = 1; number <= 4; number++)
        {
            var extend = Assert.IsType<ChainStep.Extend>(await player.NowAsync());
            Assert.Equal((Recording.Ref(number), number == 4), (extend.Block.Header.Ref, extend.AtHead));
        }
    }

    [Fact]
    public async Task A_loop_rests_one_block_time_rewinds_to_the_first_block_and_says_its_round()
    {
        using var recording = new Recording(3);
        await using var player = new Player(recording.Manifest(speed: 3600, loop: true));
        var facts = new List<IReadOnlyList<Fact>>();
        await player.NowAsync();
        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal(round, player.Status.Round);
            for (var number = 2; number <= 3; number++)
            {
                var extend = Assert.IsType<ChainStep.Extend>(await player.AfterAsync(Second));
                Assert.Equal(Recording.Ref(number), extend.Block.Header.Ref);
                facts.Add(extend.Facts);
            }

            Assert.Equal(new ChainStep.Rewind(Recording.Ref(1)), await player.AfterAsync(Second));
        }

        Assert.Equal(facts[0].Concat(facts[1]), facts[4].Concat(facts[5]));
    }

    [Fact]
    public async Task Without_a_loop_the_end_is_the_end()
    {
        using var recording = new Recording(2);
        await using var player = new Player(recording.Manifest(speed: 3600));
        await player.NowAsync();
        await player.AfterAsync(Second);

        Assert.Equal(TimeSpan.FromDays(1), await player.WaitingAsync());
        await player.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromDays(1), await player.WaitingAsync());

        Assert.Null(player.Status.Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_restart_goes_on_behind_the_last_block_that_is_held(int held)
    {
        using var recording = new Recording(5);
        string hash;
        await using (var before = new Player(recording.Manifest()))
        {
            await before.NowAsync();
            hash = before.Status.HeaderHash!;
        }

        await using var player = new Player(recording.Manifest(speed: 3600), [.. Enumerable.Range(1, held).Select(Recording.Ref)], hash);

        Assert.Equal(Recording.Ref(held + 1), Extended(await player.AfterAsync(Second)));
        Assert.Equal((hash, (ulong)(held + 1)), (player.Status.HeaderHash, player.Status.Head));
    }

    [Fact]
    public async Task A_restart_at_the_end_of_a_loop_begins_the_next_round()
    {
        using var recording = new Recording(3);
        await using var player = new Player(recording.Manifest(speed: 3600, loop: true), [Recording.Ref(1), Recording.Ref(2), Recording.Ref(3)]);

        Assert.Equal(new ChainStep.Rewind(Recording.Ref(1)), await player.AfterAsync(Second));
        Assert.Equal(Recording.Ref(2), Extended(await player.AfterAsync(Second)));
    }

    [Fact]
    public async Task Blocks_that_the_file_no_longer_holds_are_rewound_to_the_last_common_one()
    {
        using var recording = new Recording(4);
        await using var player = new Player(recording.Manifest(speed: 3600), [Recording.Ref(1), Recording.Ref(2), new BlockRef(3, Recording.Hash(99))]);

        Assert.Equal(new ChainStep.Rewind(Recording.Ref(2)), await player.NowAsync());
        Assert.Equal(Recording.Ref(3), Extended(await player.AfterAsync(Second)));
    }

    [Fact]
    public async Task Another_recording_than_the_directorys_is_refused_until_it_is_put_back()
    {
        using var recording = new Recording(3);
        var right = await File.ReadAllTextAsync(recording.File, TestContext.Current.CancellationToken);
        using var other = new Recording(3, madeBy: "another test");
        string hash;
        await using (var before = new Player(recording.Manifest()))
        {
            await before.NowAsync();
            hash = before.Status.HeaderHash!;
        }

        await using var player = new Player(other.Manifest(), [Recording.Ref(1)], hash);
        await player.WaitingAsync();
        Assert.StartsWith("feed.ndjson:1: the header's hash is 0x", player.Status.Problem, StringComparison.Ordinal);
        Assert.Contains($"expected {hash}", player.Status.Problem, StringComparison.Ordinal);

        await File.WriteAllTextAsync(other.File, right, TestContext.Current.CancellationToken);

        Assert.Equal(Recording.Ref(2), Extended(await player.LaterAsync()));
        Assert.Null(player.Status.Problem);
    }

    [Fact]
    public async Task A_recording_without_any_held_block_is_refused()
    {
        using var recording = new Recording(3);
        await using var player = new Player(recording.Manifest(), [new BlockRef(2, Recording.Hash(98))]);

        await player.WaitingAsync();

        Assert.Contains("holds none of the last 1 blocks of the data directory", player.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_last_line_keeps_the_first_block_back_until_it_is_mended()
    {
        using var recording = new Recording(3);
        var right = recording.Lines[3];
        recording.Lines[3] = right.Replace("collateral.set", "collateral.sett", StringComparison.Ordinal);
        recording.Write();
        await using var player = new Player(recording.Manifest());

        await player.WaitingAsync();
        Assert.StartsWith("feed.ndjson:4, /facts/0/effect: unknown effect 'collateral.sett'", player.Status.Problem, StringComparison.Ordinal);
        Assert.Null(player.Status.HeaderHash);

        recording.Lines[3] = right;
        recording.Write();

        Assert.Equal(Recording.Ref(1), Extended(await player.LaterAsync()));
        Assert.Null(player.Status.Problem);
    }

    [Fact]
    public async Task A_file_that_is_spoilt_under_the_replay_stops_it_and_mended_goes_on()
    {
        using var recording = new Recording(600);
        await using var player = new Player(recording.Manifest(speed: 3600));
        await player.NowAsync();
        await player.AfterAsync(Second);
        var right = recording.Lines[590];
        recording.Lines[590] = "{\"number\": oops" + new string(' ', right.Length - 15);
        recording.Write();

        for (var number = 3; number < 590; number++)
        {
            Assert.Equal(Recording.Ref(number), Extended(await player.LaterAsync()));
        }

        await player.WaitingAsync();
        Assert.StartsWith("feed.ndjson:591: expected JSON", player.Status.Problem, StringComparison.Ordinal);
        recording.Lines[590] = right;
        recording.Write();

        Assert.Equal(Recording.Ref(590), Extended(await player.LaterAsync()));
    }

    [Fact]
    public async Task The_schedule_is_played_on_its_dates()
    {
        using var recording = new Recording(24 * 31);
        await using var player = new Player(recording.Manifest(speed: null));
        var counts = new List<(ulong Number, int Classes, int Announced, int Applied)>();
        for (var number = 1; number <= recording.Blocks; number++)
        {
            var extend = Assert.IsType<ChainStep.Extend>(await player.NowAsync());
            var count = (extend.Facts.OfType<Fact.ClassDefined>().Count(), extend.Facts.OfType<Fact.ChangeScheduled>().Count(), extend.Facts.OfType<Fact.ChangeApplied>().Count());
            if (count != (0, 0, 0))
            {
                counts.Add((extend.Block.Header.Number, count.Item1, count.Item2, count.Item3));
                Assert.True(number > 1 || extend.Facts[^1] is Fact.NodeAdded, "the schedule comes before the block's own facts");
            }
        }

        // Block 88 is 4 June 15:00, block 721 is 1 July 00:00; 23 of the 56 published requirements change.
        Assert.Equal([(1ul, 56, 0, 0), (88ul, 0, 23, 0), (721ul, 0, 0, 23)], counts);
    }

    private static BlockRef Extended(ChainStep step) => Assert.IsType<ChainStep.Extend>(step).Block.Header.Ref;
}
