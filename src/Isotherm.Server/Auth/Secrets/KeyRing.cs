using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Isotherm.Server.Auth.Secrets;

/// <summary>The keys of <see cref="SecretBox"/>, one file each in <c>secrets.keys</c> of the data directory, readable by its owner alone.</summary>
/// <param name="data">The data directory.</param>
internal sealed class KeyRing(string data) : IXmlRepository
{
    /// <summary>The directory's name; no network's id has a dot.</summary>
    public const string DirectoryName = "secrets.keys";

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = Path.Combine(Path.GetFullPath(data), DirectoryName);

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() => Directory.Exists(_directory)
        ? [.. Directory.EnumerateFiles(_directory, "*.xml").Order(StringComparer.Ordinal).Select(static file => XElement.Load(file))]
        : [];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_directory);
        else
            Directory.CreateDirectory(_directory, OwnersFile | UnixFileMode.UserExecute);
        var file = Path.Combine(_directory, $"{Token.Id()}.xml");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        using (var stream = new FileStream(file + ".new", options))
        {
            element.Save(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file);
    }
}
