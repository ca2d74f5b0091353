using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Isotherm.Demo.Recording;

/// <summary>The facts of one block as a recording writes them: objects named by effects, every value a text.</summary>
internal sealed class Effects
{
    private readonly List<(string Effect, (string Name, string Value)[] Arguments)> _all = [];

    public int Count => _all.Count;

    public void Register(Device device) => Add(
        "cluster.register", ("cluster", Text(device.Id)), ("operator", device.Owner), ("class", device.Class.ToString()), ("name", device.Name), ("region", device.Region));

    public void AddNode(Device device) => Add("node.add", ("node", Text(device.Id)), ("cluster", Text(device.Id)), ("gpus", Text(device.Processors)));

    public void RemoveNode(Device device) => Add("node.remove", ("node", Text(device.Id)));

    public void AddCollateral(Device device, long amount) => Add("collateral.add", ("node", Text(device.Id)), ("amount", Text(amount)));

    public void SubtractCollateral(Device device, long amount) => Add("collateral.subtract", ("node", Text(device.Id)), ("amount", Text(amount)));

    public void AddRewards(Device device, long amount) => Add("rewards.add", ("node", Text(device.Id)), ("amount", Text(amount)));

    public void SubtractRewards(Device device, long amount) => Add("rewards.subtract", ("node", Text(device.Id)), ("amount", Text(amount)));

    public void Penalise(Device device, long fromRewards, long fromCollateral, string reason) => Add(
        "node.penalise", ("node", Text(device.Id)), ("fromRewards", Text(fromRewards)), ("fromCollateral", Text(fromCollateral)), ("reason", reason));

    public void GracePeriod(long seconds) => Add("gracePeriod.set", ("seconds", Text(seconds)));

    public void EnterQueue(Device device, long flaggedAt, long deadline) =>
        Add("queue.enter", ("cluster", Text(device.Id)), ("flaggedAt", Text(flaggedAt)), ("deadline", Text(deadline)));

    public void LeaveQueue(Device device) => Add("queue.leave", ("cluster", Text(device.Id)));

    /// <summary>The list as JSON.</summary>
    public void Write(IBufferWriter<byte> target)
    {
        using var json = new Utf8JsonWriter(target);
        json.WriteStartArray();
        foreach (var (effect, arguments) in _all)
        {
            json.WriteStartObject();
            json.WriteString("effect", effect);
            foreach (var (name, value) in arguments)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void Add(string effect, params (string Name, string Value)[] arguments) => _all.Add((effect, arguments));
}
