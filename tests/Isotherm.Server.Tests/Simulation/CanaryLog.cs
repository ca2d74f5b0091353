using Isotherm.Testing.Canaries;
using Microsoft.Extensions.Logging;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>Hears what a server logs, of our own at any level.</summary>
internal sealed class CanaryLog(CanaryWatch watch) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Listener(watch, categoryName);

    public void Dispose()
    {
    }

    private sealed class Listener(CanaryWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            watch.Hear($"the log of {category}", $"{formatter(state, exception)}\n{state}\n{exception}");
    }
}
