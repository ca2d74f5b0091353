using System.Numerics;
using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>Judgements and what was told of them as bytes. Opaque to storage; the first byte is the form's version.</summary>
internal static class StateBytes
{
    private const byte Version = 1;

    internal static byte[] OfEpisode(Watch? judged, Member? told) => Write(writer =>
    {
        writer.Write(judged is not null);
        if (judged is not null)
            Put(writer, judged);
        writer.Write(told is not null);
        if (told is not null)
            Put(writer, told);
    });

    internal static (Watch? Judged, Member? Told) Episode(ReadOnlyMemory<byte> bytes) =>
        Read(bytes, reader => (reader.ReadBoolean() ? GetWatch(reader) : null, reader.ReadBoolean() ? GetMember(reader) : null));

    internal static byte[] OfUndo(IReadOnlyList<(string Key, Watch? Before)> undo) => Write(writer =>
    {
        writer.Write7BitEncodedInt(undo.Count);
        foreach (var (key, before) in undo)
        {
            writer.Write(key);
            writer.Write(before is not null);
            if (before is not null)
                Put(writer, before);
        }
    });

    internal static List<(string Key, Watch? Before)> Undo(ReadOnlyMemory<byte> bytes) => Read(bytes, reader =>
    {
        var count = reader.Read7BitEncodedInt();
        List<(string, Watch?)> undo = [];
        for (var i = 0; i < count; i++)
            undo.Add((reader.ReadString(), reader.ReadBoolean() ? GetWatch(reader) : null));
        return undo;
    });

    internal static byte[] OfIncident(Incident incident) => Write(writer =>
    {
        writer.Write(incident.AlertId);
        writer.Write(incident.Rule);
        writer.Write(incident.RuleName);
        writer.Write(incident.Group);
        writer.Write7BitEncodedInt(incident.Transition);
        writer.Write7BitEncodedInt(incident.Told);
        Put(writer, incident.First);
        writer.Write(incident.GathersUntil);
        writer.Write(incident.DueAt);
        writer.Write(incident.IsClosed);
        writer.Write(incident.ClosedAs);
        writer.Write(incident.KeptUntil);
        var subjects = JsonSerializer.SerializeToUtf8Bytes([.. incident.Subjects], MessageFormat.Default.ListAlertSubject);
        writer.Write7BitEncodedInt(subjects.Length);
        writer.Write(subjects);
        writer.Write7BitEncodedInt(incident.History.Count);
        foreach (var line in incident.History)
        {
            writer.Write7BitEncodedInt(line.Transition);
            writer.Write((byte)line.Kind);
            Put(writer, line.Why);
        }
    });

    internal static Incident Incident(ReadOnlyMemory<byte> bytes) => Read(bytes, reader =>
    {
        Incident incident = new()
        {
            AlertId = reader.ReadString(),
            Rule = reader.ReadString(),
            RuleName = reader.ReadString(),
            Group = reader.ReadString(),
            Transition = reader.Read7BitEncodedInt(),
            Told = reader.Read7BitEncodedInt(),
            First = GetMark(reader),
            GathersUntil = reader.ReadInt64(),
            DueAt = reader.ReadInt64(),
            IsClosed = reader.ReadBoolean(),
            ClosedAs = reader.ReadInt64(),
            KeptUntil = reader.ReadUInt64(),
            Subjects = JsonSerializer.Deserialize(reader.ReadBytes(reader.Read7BitEncodedInt()), MessageFormat.Default.ListAlertSubject) ?? [],
        };
        List<HistoryLine> history = [];
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            history.Add(new(reader.Read7BitEncodedInt(), (MessageKind)reader.ReadByte(), GetMark(reader)));
        return incident with { History = history };
    });

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Version);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> bytes, Func<BinaryReader, T> read)
    {
        using BinaryReader reader = new(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        return reader.ReadByte() == Version
            ? read(reader)
            : throw new InvalidDataException($"The state of an alert has another version than {Version}.");
    }

    private static void Put(BinaryWriter writer, Watch watch)
    {
        writer.Write((byte)watch.Phase);
        writer.Write(watch.SinceBlock);
        writer.Write(watch.SinceTime);
        writer.Write((ushort)watch.Stage);
        writer.Write(watch.Fired is not null);
        if (watch.Fired is not null)
            Put(writer, watch.Fired);
    }

    private static Watch GetWatch(BinaryReader reader) => new()
    {
        Phase = (Phase)reader.ReadByte(),
        SinceBlock = reader.ReadUInt64(),
        SinceTime = reader.ReadInt64(),
        Stage = (QueueStages)reader.ReadUInt16(),
        Fired = reader.ReadBoolean() ? GetMark(reader) : null,
    };

    private static void Put(BinaryWriter writer, Member told)
    {
        writer.Write(told.AlertId);
        writer.Write(told.IsOpen);
        writer.Write(told.IsRetracted);
        writer.Write(told.FiredIn);
        writer.Write(told.KeptUntil);
        writer.Write((ushort)told.Stage);
        writer.Write(told.IsSnoozed);
        writer.Write(told.WokenBps);
        writer.Write(told.Slot);
    }

    private static Member GetMember(BinaryReader reader) => new()
    {
        AlertId = reader.ReadString(),
        IsOpen = reader.ReadBoolean(),
        IsRetracted = reader.ReadBoolean(),
        FiredIn = reader.ReadString(),
        KeptUntil = reader.ReadUInt64(),
        Stage = (QueueStages)reader.ReadUInt16(),
        IsSnoozed = reader.ReadBoolean(),
        WokenBps = reader.ReadUInt32(),
        Slot = reader.ReadInt64(),
    };

    private static void Put(BinaryWriter writer, Mark mark)
    {
        writer.Write(mark.Block.Number);
        writer.Write(mark.Block.Hash);
        writer.Write(mark.Time);
        Put(writer, mark.Ratio);
        Put(writer, mark.LevelBps);
        writer.Write(mark.RuleVersion);
        writer.Write(mark.Detail);
    }

    private static Mark GetMark(BinaryReader reader) => new(
        new BlockRef(reader.ReadUInt64(), reader.ReadString()), reader.ReadInt64(), GetInteger(reader), GetInteger(reader), reader.ReadInt64(), reader.ReadString());

    private static void Put(BinaryWriter writer, BigInteger? value)
    {
        var bytes = value?.ToByteArray() ?? [];
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    private static BigInteger? GetInteger(BinaryReader reader) => reader.Read7BitEncodedInt() is > 0 and var length ? new BigInteger(reader.ReadBytes(length)) : null;
}
