namespace Isotherm.Cli.Drafting;

/// <summary>What contracts call the things that a manifest's effects are about.</summary>
internal static class Vocabulary
{
    // Things.
    public static readonly Term Class = new("class", "model tier sku category");
    public static readonly Term Cluster = new("cluster", "pool farm vault group fleet site rack");
    public static readonly Term Node = new("node", "machine rig worker device miner server");
    public static readonly Term Collateral = new("collateral stak* unstak*", "bond* unbond* deposit* margin pledge* withdr*");
    public static readonly Term Reward = new("reward", "earning yield income payout emission");
    public static readonly Term Penalty = new("penal*", "slash* fine* punish*");
    public static readonly Term Requirement = new("requirement", "required minimum");
    public static readonly Term Demand = new("demand", "multiplier utilisation utilization");
    public static readonly Term Threshold = new("threshold", "ratio limit");
    public static readonly Term Grace = new("grace", "cooloff");
    public static readonly Term Change = new("change", "proposal parameter");
    public static readonly Term Price = new("price", "oracle feed");

    // What happens to them.
    public static readonly Term Set = new("set", "update* change* adjust*");
    public static readonly Term Begin = new("add* regist*", "creat* open* join* defin* list* new launch* enrol*");
    public static readonly Term End = new("remov*", "left leave* exit* retire* deregist* unregist* delist* close*");
    public static readonly Term Move = new("move*", "transfer* migrat* reassign*");
    public static readonly Term Gain = new("stak* credit* add*", "deposit* bond* lock* post* increas* fund* suppl* accru* distribut* earn* pledge* top* grant*");
    public static readonly Term Loss = new("unstak* claim*", "unbond* withdr* unlock* releas* remov* decreas* reduc* redeem* harvest* collect* paid pay*");
    public static readonly Term Enter = new("flag*", "queue* mark* warn* endanger* undercollateral*");
    public static readonly Term Leave = new("cure*", "recover* unflag* unmark* restor* clear* dequeue* heal*");
    public static readonly Term Liquidate = new("liquidat*", "seize* foreclos*");
    public static readonly Term Schedule = new("schedul*", "announc* propos* queue*");
    public static readonly Term Apply = new("appl*", "execut* enact*");
    public static readonly Term Cancel = new("cancel*", "revok* abandon*");
    public static readonly Term Resume = new("resum*", "restor* recover*");
    public static readonly Term Request = new("request*", "initiat* start* begin* cooldown");

    // Arguments.
    public static readonly Term Name = new("name", "label title");
    public static readonly Term Region = new("region", "location country area site place");
    public static readonly Term Operator = new("operator", "owner provider creator host account");
    public static readonly Term Gpus = new("gpu", "card processor accelerator unit count");
    public static readonly Term Base = new("base requirement", "required minimum amount value");
    public static readonly Term Factor = new("demand", "multiplier factor bps weight");
    public static readonly Term Warning = new("warning", "warn safe soft upper healthy");
    public static readonly Term Critical = new("critical", "liquidat* minimum lower hard");
    public static readonly Term Seconds = new("grace", "period delay duration window second");
    public static readonly Term To = new("to", "target destination new");
    public static readonly Term Reason = new("reason", "cause code why note");
    public static readonly Term Amount = new("amount", "value delta wad asset sum");
    public static readonly Term Total = new("total", "balance new after remaining current now left");
    public static readonly Term FlaggedAt = new("flagged", "since queued marked opened started timestamp time at");
    public static readonly Term Deadline = new("deadline", "until expir* end* due");
    public static readonly Term Liquidator = new("liquidator", "by caller keeper executor");
    public static readonly Term Seized = new("seized", "taken collateral amount total");
    public static readonly Term Bounty = new("bounty", "fee incentive tip");
    public static readonly Term EffectiveAt = new("effective", "eta execut* at");
    public static readonly Term FreshSince = new("fresh since", "resumed at timestamp time");

    /// <summary>Events of well-known libraries (access control, ownership, pausing, proxies, tokens): they say nothing about clusters.</summary>
    public static readonly IReadOnlySet<string> Foreign = new HashSet<string>
    {
        "RoleAdminChanged", "RoleGranted", "RoleRevoked", "OwnershipTransferred", "OwnershipTransferStarted", "Paused", "Unpaused",
        "Initialized", "Upgraded", "AdminChanged", "BeaconUpgraded", "Approval", "ApprovalForAll", "Transfer", "EIP712DomainChanged",
    };
}
