using Isotherm.Integration.Tests;
using Isotherm.Integration.Tests.Browser;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The tests' own entry point, and one more word: `pictures FOLDER [URL]` takes the README's pictures with the tests' browser.
if (args is ["pictures", var folder, .. var rest])
    return await Pictures.TakeAsync(folder, rest.Length > 0 ? new Uri(rest[0]) : null);
return args.Any(word => word is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
