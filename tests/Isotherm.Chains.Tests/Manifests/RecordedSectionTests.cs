using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class RecordedSectionTests
{
    [Fact]
    public void The_io_net_manifest_says_what_it_is_played_from_and_that_it_is_a_simulation()
    {
        var manifest = IoNet.Manifest;

        Assert.Equal(new RecordedSpec(Path.Combine(Path.GetDirectoryName(IoNet.Path)!, "feed.ndjson"), 1800, true), manifest.Recorded);
        Assert.Equal(("Policy simulation", "Policy simulation"), (manifest.Simulation!.Label, manifest.Rules.SimulationLabel));
        Assert.Contains("publishes no liquidation on chain", manifest.Simulation.Note, StringComparison.Ordinal);
        Assert.Equal((RequirementUnit.Token, 8, "IO", GasModel.None), (manifest.Rules.Requirement, manifest.Rules.TokenDecimals, manifest.Rules.TokenSymbol, manifest.Rules.Gas));
        Assert.Equal(new Thresholds(11_000, 10_000), manifest.Rules.InitialThresholds);
        Assert.Equal((3600.0, 0), (manifest.Rules.BlockTimeSeconds, manifest.Rules.Confirmations));
        Assert.Empty(manifest.Contracts);
        Assert.Empty(manifest.Events);
    }

    [Fact]
    public void A_chain_and_a_recording_together_are_refused_with_both_named() =>
        AssertWrong("\"recorded\": {", "\"chain\": {}, \"recorded\": {", "/recorded", "expected one of 'chain' and 'recorded', found both");

    [Fact]
    public void A_manifest_with_neither_a_chain_nor_a_recording_is_refused() =>
        AssertWrong("\"recorded\": {", "\"unrecorded\": {", "", "expected a field 'chain'");

    [Theory]
    [InlineData("\"feed.ndjson\"", "\"../feed.ndjson\"", "/recorded/file", "beside the manifest or below")]
    [InlineData("\"feed.ndjson\"", "\"/etc/passwd\"", "/recorded/file", "beside the manifest or below")]
    [InlineData("\"speed\": 1800", "\"speed\": 0.05", "/recorded/speed", "from 0.1 to 100000, or \"max\"; found 0.05")]
    [InlineData("\"speed\": 1800", "\"speed\": 100001", "/recorded/speed", "from 0.1 to 100000")]
    [InlineData("\"speed\": 1800", "\"speed\": \"fast\"", "/recorded/speed", "found 'fast'")]
    [InlineData("\"speed\": 1800", "\"speed\": \"max\"", "/recorded/loop", "expected false where 'speed' is \"max\"")]
    [InlineData("\"loop\": true", "\"loop\": \"yes\"", "/recorded/loop", "expected true or false, found 'yes'")]
    [InlineData("\"recorded\": {", "\"events\": [], \"recorded\": {", "/events", "expected no 'events' beside 'recorded'")]
    [InlineData("\"Policy simulation\"", "\"Policy – simulation\"", "/simulation/label", "40 printable ASCII characters")]
    [InlineData("\"note\": \"io.net", "\"remark\": \"io.net", "/simulation", "expected a field 'note'")]
    [InlineData("\"from\": \"2025-07-01T00:00:00Z\"", "\"from\": \"2025-07-01\"", "/requirementSchedule/1/from", "a time in UTC such as 2025-07-01T00:00:00Z, found '2025-07-01'")]
    [InlineData("\"from\": \"2025-07-01T00:00:00Z\"", "\"from\": \"2025-06-31T00:00:00Z\"", "/requirementSchedule/1/from", "found '2025-06-31T00:00:00Z'")]
    [InlineData("\"from\": \"2025-07-01T00:00:00Z\"", "\"from\": \"2025-06-01T00:00:00Z\"", "/requirementSchedule/1/from", "after the version before, 2025-06-01T00:00:00Z")]
    [InlineData("\"announced\": \"2025-06-04T15:00:00Z\"", "\"announced\": \"2025-07-01T00:00:01Z\"", "/requirementSchedule/1/announced", "not after 'from'")]
    [InlineData("\"class\": \"2\"", "\"class\": \"1\"", "/requirementSchedule/0/classes/1/class", "class 1 of this version is listed already on line")]
    [InlineData("\"base\": \"20000000000\"", "\"base\": 20000000000", "/requirementSchedule/0/classes/0/base", "a whole number as text")]
    [InlineData("\"demandBps\": 10000", "\"demandBps\": 1.5", "/requirementSchedule/0/classes/0/demandBps", "expected a whole number from 0 to 4294967295, found 1.5")]
    public void A_mistake_in_the_new_sections_is_one_message_with_its_place(string right, string wrong, string path, string message) =>
        AssertWrong(right, wrong, path, message);

    private static void AssertWrong(string right, string wrong, string path, string message)
    {
        var at = IoNet.Json.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the manifest has no {right}");
        var text = IoNet.Json[..at] + wrong + IoNet.Json[(at + right.Length)..];
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(text));
        var problem = Assert.Single(invalid.Problems, p => p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));
        var lineOfChange = 1 + text.AsSpan(0, at).Count('\n');
        Assert.InRange(problem.Line, path.Length == 0 ? 1 : lineOfChange - 2, lineOfChange);
    }
}
