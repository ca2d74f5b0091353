using System.Text.Encodings.Web;
using System.Text.Json;

namespace Isotherm.Cli.Checking;

/// <summary>What was found, as one JSON document for programs; docs/command-line.md lists its members.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document and a line end.</summary>
    public static void Write(IReadOnlyList<CheckedFile> files, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (var file in files)
            {
                Write(file, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(CheckedFile file, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", file.File);
        json.WriteString("id", file.Source.Id);
        json.WriteBoolean("ok", file.IsGood);
        json.WriteString("unusable", file.Unusable);
        json.WriteString("node", file.Node?.Node);
        json.WriteStartArray("problems");
        foreach (var (problem, isWarning) in file.Findings)
        {
            json.WriteStartObject();
            json.WriteString("level", isWarning ? "warning" : "error");
            json.WriteNumber("line", problem.Line);
            json.WriteString("pointer", problem.Path);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
