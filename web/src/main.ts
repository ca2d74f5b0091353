import { mount } from 'svelte';
import './print/print.css';
import App from './ui/App.svelte';
import { settings } from './ui/settings.svelte';
import './ui/styles.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

document.documentElement.dataset['theme'] = settings.theme;
mount(App, { target });
