using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>Serialisation of every body, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(WireNumber)])]
[JsonSerializable(typeof(HeatmapBody))]
[JsonSerializable(typeof(ColumnsHead))]
[JsonSerializable(typeof(ClusterAnswer))]
[JsonSerializable(typeof(NodesAnswer))]
[JsonSerializable(typeof(QueueAnswer))]
[JsonSerializable(typeof(QueueHistoryAnswer))]
[JsonSerializable(typeof(TransitionsAnswer))]
[JsonSerializable(typeof(ThresholdsAnswer))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(StressBody))]
[JsonSerializable(typeof(StressAnswer))]
[JsonSerializable(typeof(LadderAnswer))]
[JsonSerializable(typeof(TimeAnswer))]
[JsonSerializable(typeof(NetworksAnswer))]
[JsonSerializable(typeof(NetworkBody))]
[JsonSerializable(typeof(HeartbeatBody))]
[JsonSerializable(typeof(InputsBody))]
[JsonSerializable(typeof(ThresholdsBody))]
[JsonSerializable(typeof(AlertRuleBody))]
[JsonSerializable(typeof(AlertRulesAnswer))]
[JsonSerializable(typeof(AlertChannelBody))]
[JsonSerializable(typeof(AlertChannelsAnswer))]
[JsonSerializable(typeof(AlertHistoryAnswer))]
[JsonSerializable(typeof(AlertEpisodesAnswer))]
[JsonSerializable(typeof(BackTestAnswer))]
[JsonSerializable(typeof(BackTestProgressLine))]
[JsonSerializable(typeof(BackTestAnswerLine))]
[JsonSerializable(typeof(BackTestProblemLine))]
[JsonSerializable(typeof(StarterBody))]
[JsonSerializable(typeof(ChannelTestAnswer))]
[JsonSerializable(typeof(DeliveriesAnswer))]
[JsonSerializable(typeof(LeadTimeAnswer))]
[JsonSerializable(typeof(NoticesAnswer))]
[JsonSerializable(typeof(SnoozeBody))]
[JsonSerializable(typeof(SnoozesAnswer))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class WireJson : JsonSerializerContext;
