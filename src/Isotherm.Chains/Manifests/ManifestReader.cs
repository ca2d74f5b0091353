using System.Numerics;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>
/// Reads manifests: strictly (unknown fields are errors) and completely (all problems at once, each with its place). The form is
/// networks/manifest.schema.json; docs/manifest.md explains it.
/// </summary>
public static class ManifestReader
{
    /// <summary>The newest <c>schemaVersion</c> that is understood.</summary>
    public const int SchemaVersion = 1;

    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads a manifest file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The manifest, or what is wrong with it; a file that cannot be read is a problem too.</returns>
    public static ManifestResult Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                return Unread($"found {file.Length} bytes; expected a manifest of at most {MaxBytes}");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Parse(bytes, Path.GetFileName(path), Path.GetDirectoryName(path) ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unread($"'{Path.GetFileName(path)}' {Reason(e)}; expected a manifest file");
        }
    }

    /// <summary>Reads a manifest's text; files that it names are found from the working directory.</summary>
    public static ManifestResult ReadText(string json) => Parse(Encoding.UTF8.GetBytes(json), "", "");

    private static ManifestResult.Invalid Unread(string message) => new([new ManifestProblem("", 1, message)]) { IsUnread = true };

    // The exceptions' own messages name the folder, which is nobody's business.
    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "is not there",
        UnauthorizedAccessException => "is a folder or may not be read",
        IOException => "cannot be read",
        _ => "is not a file's name",
    };

    private static ManifestResult Parse(ReadOnlySpan<byte> utf8, string file, string directory)
    {
        var problems = new List<ManifestProblem>();
        if (SourceParser.Parse(utf8, problems) is not { } root)
        {
            return new ManifestResult.Invalid(problems);
        }

        var source = ManifestSource.Of(file, utf8, root);
        if (Newer(root) is { } newer)
        {
            return new ManifestResult.Invalid([newer]) { Source = source };
        }

        var manifest = Manifest(new FieldReader(root, problems), problems, directory) with { Source = source };
        return problems.Count == 0
            ? new ManifestResult.Valid(manifest) { Source = source }
            : new ManifestResult.Invalid([.. problems.OrderBy(p => p.Line)]) { Source = source };
    }

    // What a newer form means is not ours to guess: nothing else in it is read.
    private static ManifestProblem? Newer(SourceNode root) =>
        root.Members.TryGetValue("schemaVersion", out var version) && version.Kind == System.Text.Json.JsonValueKind.Number
        && BigInteger.TryParse(version.Text, out var number) && number > SchemaVersion
            ? new ManifestProblem(version.Pointer, version.Line, $"schemaVersion {number} is newer than this program; expected {SchemaVersion}, or a newer Isotherm")
            : null;

    private static Manifest Manifest(FieldReader fields, List<ManifestProblem> problems, string directory)
    {
        fields.Text("$schema", "the path or URL of the schema", required: false);
        fields.Whole("schemaVersion", SchemaVersion, SchemaVersion);
        var id = fields.Text("id", "lower-case letters, digits and inner dashes, at most 32", ManifestText.IsId);
        var name = fields.Text("name", "a name");
        var recorded = RecordedReader.Read(fields, directory);
        var chain = recorded?.Chain ?? Chain(fields.Object("chain"));
        var simulation = SimulationReader.Read(fields);
        var schedule = ScheduleReader.Read(fields);
        var contracts = Contracts(fields, problems, isRecorded: recorded is not null);
        var rules = Rules(fields, id, chain);
        var feeds = fields.Object("feeds", required: false);
        var (needsToken, needsNative) = recorded is null
            ? (rules.Requirement == RequirementUnit.Usd || rules.Gas == GasModel.Modelled, rules.Gas == GasModel.Modelled)
            : (false, false); // a recording's lines carry their prices
        var token = Feed(feeds, "token", needsToken, fields, "the requirement is in USD or gas is modelled");
        var native = Feed(feeds, "native", needsNative, fields, "gas is modelled");
        feeds?.Done();
        var reader = new EventReader(contracts, problems);
        EventBinding[] events = recorded is null ? [.. fields.List("events", 1, 500).Select(reader.Read).OfType<EventBinding>()] : [];
        var views = recorded is null ? new ViewsReader(contracts).Read(fields) : null; // a recording has no contract to ask
        var actions = recorded is null ? new ActionsReader(contracts).Read(fields) : null;
        var accrualDecimals = AccrualReader.Decimals(fields, events);
        fields.Done();
        return new Manifest
        {
            Id = id,
            Name = name,
            Chain = chain,
            Recorded = recorded?.Recorded,
            Simulation = simulation,
            Schedule = schedule,
            Contracts = contracts,
            Rules = rules with
            {
                TokenPriceDecimals = token?.Decimals ?? 8,
                NativePriceDecimals = native?.Decimals ?? 8,
                AccrualDecimals = accrualDecimals,
                SimulationLabel = simulation?.Label,
            },
            TokenFeed = token,
            NativeFeed = native,
            Events = events,
            Views = views,
            Actions = actions,
        };
    }

    private static ChainSpec Chain(FieldReader? fields)
    {
        if (fields is null)
        {
            return new ChainSpec { ChainId = 0, BlockTime = TimeSpan.FromSeconds(1), Confirmations = 1, Endpoints = [], StartBlock = 0, LogRange = 1 };
        }

        var genesis = fields.Text("genesisHash", "a block hash (0x and 64 hex digits)", t => ManifestText.IsHex(t, 64), required: false);
        var chain = new ChainSpec
        {
            ChainId = (ulong)fields.Whole("chainId", 1, ulong.MaxValue),
            GenesisHash = genesis.Length == 0 ? null : genesis.ToLowerInvariant(),
            BlockTime = TimeSpan.FromSeconds(fields.Seconds("blockTime")),
            Confirmations = (int)fields.Whole("confirmations", 0, 256, absent: 1),
            Endpoints = [.. fields.List("endpoints", 1, 16).Select(e => Endpoint(fields.Nested(e))).OfType<EndpointSpec>()],
            StartBlock = (ulong)fields.Whole("startBlock", 0, long.MaxValue),
            LogRange = (int)fields.Whole("logRange", 1, 100_000, absent: 2_000),
        };
        fields.Done();
        return chain;
    }

    private static EndpointSpec? Endpoint(FieldReader fields)
    {
        var http = fields.Text("http", "an http or https URL", t => ManifestText.IsUrl(t, "http", "https"));
        var ws = fields.Text("ws", "a ws or wss URL", t => ManifestText.IsUrl(t, "ws", "wss"), required: false);
        fields.Done();
        return http.Length == 0 ? null : new EndpointSpec(new Uri(http), ws.Length == 0 ? null : new Uri(ws));
    }

    private static SortedDictionary<string, string> Contracts(FieldReader fields, List<ManifestProblem> problems, bool isRecorded)
    {
        var contracts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (fields.Any("contracts", required: !isRecorded) is not { } node)
        {
            return contracts;
        }

        var entries = new FieldReader(node, problems);
        IEnumerable<string> required = isRecorded ? [] : ["settlement"];
        foreach (var name in node.Members.Keys.Concat(required).Distinct())
        {
            if (entries.Object(name) is { } entry)
            {
                contracts[name] = entry.Address("address");
                entry.Done();
            }
        }

        return contracts;
    }

    private static NetworkRules Rules(FieldReader fields, string id, ChainSpec chain)
    {
        var token = fields.Object("token");
        var symbol = token?.Text("symbol", "a symbol of at most 16 characters", t => t.Length <= 16) ?? "";
        var decimals = (int)(token?.Whole("decimals", 0, 30) ?? 18);
        token?.Done();
        var unit = Requirement(fields, decimals);
        var (gas, settlementGas) = Gas(fields);
        return new NetworkRules
        {
            NetworkId = id,
            TokenSymbol = symbol,
            TokenDecimals = decimals,
            Requirement = unit,
            Gas = gas,
            SettlementGas = settlementGas,
            MaxAgeSeconds = (long)fields.Whole("maxAge", 1, 31_536_000),
            RecoveryWindowSeconds = (long)fields.Whole("recoveryWindow", 0, 31_536_000),
            InitialThresholds = Thresholds(fields),
            Confirmations = chain.Confirmations,
            BlockTimeSeconds = chain.BlockTime.TotalSeconds,
        };
    }

    // What cannot be read counts as the unit that asks for no feed, so that one mistake is one problem.
    private static RequirementUnit Requirement(FieldReader fields, int tokenDecimals)
    {
        if (fields.Object("requirement") is not { } requirement)
        {
            return RequirementUnit.Token;
        }

        var currency = requirement.Text("currency", "\"USD\" or \"token\"", t => t is "USD" or "token");
        var decimals = currency == "token" ? tokenDecimals : 8;
        var given = requirement.Whole("baseDecimals", 0, 30, absent: decimals);
        if (given != decimals && currency.Length > 0)
        {
            requirement.Wrong("baseDecimals", $"expected {decimals}: a requirement in {currency} counts {(currency == "token" ? "the token's base units" : "USD with 8 decimals")}");
        }

        requirement.Done();
        return currency == "USD" ? RequirementUnit.Usd : RequirementUnit.Token;
    }

    private static (GasModel Model, BigInteger SettlementGas) Gas(FieldReader fields)
    {
        if (fields.Any("gas") is { Kind: System.Text.Json.JsonValueKind.String } text)
        {
            if (text.Text != "none")
            {
                fields.Wrong("gas", $"expected \"none\" or {{ \"model\": \"modelled\", \"settlementGas\": … }}, found '{text.Text}'");
            }

            return (GasModel.None, 0);
        }

        if (fields.Object("gas", required: false) is not { } gas)
        {
            return (GasModel.None, 0);
        }

        gas.Text("model", "\"modelled\"", t => t == "modelled");
        var settlementGas = gas.Whole("settlementGas", 1, 1_000_000_000);
        gas.Done();
        return (GasModel.Modelled, settlementGas);
    }

    private static Thresholds Thresholds(FieldReader fields)
    {
        if (fields.Object("thresholds") is not { } thresholds)
        {
            return new Thresholds(15_000, 12_000);
        }

        const string Expected = "a ratio above 0 with at most 4 decimals, as text (\"1.5\")";
        var warning = ManifestText.BasisPoints(thresholds.Text("warning", Expected, t => ManifestText.BasisPoints(t) is not null));
        var critical = ManifestText.BasisPoints(thresholds.Text("critical", Expected, t => ManifestText.BasisPoints(t) is not null));
        if (critical >= warning)
        {
            thresholds.Wrong("critical", "expected critical below warning");
        }

        thresholds.Done();
        return new Thresholds(warning ?? 15_000, critical ?? 12_000);
    }

    private static FeedSpec? Feed(FieldReader? feeds, string name, bool needed, FieldReader root, string reason)
    {
        if (feeds?.Object(name, required: false) is not { } feed)
        {
            if (needed)
            {
                root.Wrong("feeds", $"expected a feed '{name}', since {reason}");
            }

            return null;
        }

        var address = feed.Address("address");
        var decimals = (int)feed.Whole("decimals", 0, 18);
        var read = feed.Text("read", "\"view\" or \"event\"", t => t is "view" or "event");
        var aggregator = feed.Address("aggregator", required: false);
        feed.Done();
        return new FeedSpec(address, decimals, read == "event" ? FeedRead.Event : FeedRead.View, aggregator.Length == 0 ? address : aggregator);
    }
}
