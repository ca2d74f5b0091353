using System.Globalization;
using System.Numerics;
using Isotherm.Chains.Schedules;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's <c>requirementSchedule</c>.</summary>
internal static class ScheduleReader
{
    private const int MostVersions = 100;
    private const int MostClasses = 1_000;
    private const string Moment = "a time in UTC such as 2025-07-01T00:00:00Z";
    private const string Digits = "a whole number as text, at most 20 digits";

    /// <summary>The schedule; the empty one where the manifest has none.</summary>
    public static RequirementSchedule Read(FieldReader manifest)
    {
        if (manifest.Any("requirementSchedule", required: false) is null)
        {
            return RequirementSchedule.None;
        }

        var versions = new List<RequirementVersion>();
        foreach (var node in manifest.List("requirementSchedule", 1, MostVersions))
        {
            var fields = manifest.Nested(node);
            var version = Version(fields);
            if (versions.Count > 0 && versions[^1].From >= version.From)
            {
                fields.Wrong("from", $"expected a time after the version before, {ManifestText.PrintMoment(versions[^1].From)}");
            }

            versions.Add(version);
        }

        return new RequirementSchedule(versions);
    }

    private static RequirementVersion Version(FieldReader fields)
    {
        var from = ManifestText.Moment(fields.Text("from", Moment, IsMoment)) ?? 0;
        var announced = ManifestText.Moment(fields.Text("announced", Moment, IsMoment, required: false));
        var source = fields.Text("source", "an http or https URL", t => ManifestText.IsUrl(t, "http", "https"), required: false);
        if (announced > from)
        {
            fields.Wrong("announced", "expected a time not after 'from'");
        }

        var classes = new List<ClassRequirement>();
        var seen = new Dictionary<ClassId, int>();
        foreach (var node in fields.List("classes", 1, MostClasses))
        {
            var item = fields.Nested(node);
            var requirement = Class(item);
            if (!seen.TryAdd(requirement.Class, node.Line))
            {
                item.Wrong("class", $"class {requirement.Class} of this version is listed already on line {seen[requirement.Class]}; expected it once");
            }

            classes.Add(requirement);
        }

        fields.Done();
        return new RequirementVersion(from, announced, source.Length == 0 ? null : source, classes);
    }

    private static ClassRequirement Class(FieldReader fields)
    {
        var id = Number(fields, "class");
        var name = FactText.Clean(fields.Text("name", "a name"));
        var perGpu = Number(fields, "base");
        var demand = fields.Whole("demandBps", 0, uint.MaxValue, absent: 10_000);
        fields.Done();
        return new ClassRequirement(new ClassId(id), name, perGpu, demand);
    }

    private static BigInteger Number(FieldReader fields, string name) =>
        fields.Text(name, Digits, t => t.Length <= 20 && t.All(char.IsAsciiDigit)) is { Length: > 0 } text
            ? BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Zero;

    private static bool IsMoment(string text) => ManifestText.Moment(text) is not null;
}
