namespace Isotherm.Storage.Tests.Sqlite;

public sealed class SqliteAppendTests : AppendContract<SqliteBackend>;

public sealed class SqliteReorganisationTests : ReorganisationContract<SqliteBackend>;

public sealed class SqliteReadingTests : ReadingContract<SqliteBackend>;

public sealed class SqliteAlertTests : AlertContract<SqliteBackend>;
